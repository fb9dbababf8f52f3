import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs'
import type { Diagnostic } from '../core/report/diagnostic.ts'
import { type SourceFile, sizeLimit, sourceError } from './source.ts'

/**
 * Reads one configuration file from `hostPath`; `file` is what people call it. Never hangs on a pipe or device,
 * and never reads more than {@link sizeLimit}.
 */
export function readSourceFile(file: string, hostPath: string): SourceFile | Diagnostic {
  let fd: number
  try {
    fd = openSync(hostPath, constants.O_RDONLY | constants.O_NONBLOCK)
  } catch (error) {
    return unreadable(file, error)
  }
  try {
    const state = fstatSync(fd)
    if (state.isDirectory()) {
      return sourceError(
        file,
        'not-a-file',
        'is a directory, where a file is expected',
        'remove it or give it another name',
      )
    }
    if (!state.isFile())
      return sourceError(file, 'not-a-file', 'is no regular file', 'put a regular file in its place')
    if (state.size > sizeLimit) return tooLarge(file, state.size)
    return { file, bytes: readFileSync(fd) }
  } catch (error) {
    return unreadable(file, error)
  } finally {
    closeSync(fd)
  }
}

/** The error of a text that is larger than anybody writes. */
export function tooLarge(file: string, size: number): Diagnostic {
  const megabytes = (size / 1024 / 1024).toFixed(0)
  return sourceError(
    file,
    'too-large',
    `has ${megabytes} MiB; a configuration may have at most ${sizeLimit / 1024 / 1024} MiB`,
    'let a downloads step bring large content',
  )
}

const words: Readonly<Record<string, string>> = {
  ENOENT: 'does not exist (or is a link that leads nowhere)',
  EACCES: 'may not be read (permission denied)',
  ELOOP: 'is a link that leads to itself',
  ENOTDIR: 'lies below something that is no directory',
  EIO: 'cannot be read (input/output error)',
}

/** The error of something the system does not let us read. */
export function unreadable(file: string, error: unknown): Diagnostic {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const reason = words[code] ?? `cannot be read: ${error instanceof Error ? error.message : error}`
  return sourceError(file, 'unreadable', reason)
}
