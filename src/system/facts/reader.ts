import { byteLength } from '../../core/go-string.ts'
import type { Present } from '../../core/machine.ts'

/** How facts are read: whatever is missing or refuses to be read is empty, never an error. */
export interface FactReader {
  /** A file of one line without the blanks and zero bytes around it; empty when there is none. */
  line(path: string): string
  /** The lines of a file; undefined when it cannot be read. */
  lines(path: string): Lines | undefined
  bytes(path: string): Uint8Array | undefined
  /** Names in a folder in byte order; undefined when there is none. */
  names(path: string): readonly string[] | undefined
  /** Target of a symbolic link; undefined when it is none. */
  link(path: string): string | undefined
  /** Whether a path leads to something. */
  exists(path: string): boolean
}

export interface Lines {
  readonly lines: readonly string[]
  /** A line was longer than Go's scanner takes: it and what follows are missing. */
  readonly isCut: boolean
}

/** Go's bufio.Scanner gives up at a line of this many bytes. */
const longestLine = 64 * 1024

export function factReader(now: Present): FactReader {
  const text = (path: string) => orNothing(() => now.text(path))
  return {
    line: (path) => (text(path) ?? '').replace(/^[ \r\n\t\0\uffff]+|[ \r\n\t\0\uffff]+$/g, '').toWellFormed(),
    lines: (path) => {
      const found = text(path)
      return found === undefined ? undefined : splitLines(found.toWellFormed())
    },
    bytes: (path) => orNothing(() => now.bytes(path)),
    names: (path) => orNothing(() => now.list(path)),
    link: (path) => orNothing(() => now.readlink(path)),
    exists: (path) => orNothing(() => now.stat(path)) !== undefined,
  }
}

function splitLines(text: string): Lines {
  const lines = text.split('\n')
  if (lines.at(-1) === '') lines.pop()
  const tooLong = text.length < longestLine ? -1 : lines.findIndex((line) => byteLength(line) >= longestLine)
  const kept = tooLong < 0 ? lines : lines.slice(0, tooLong)
  return { lines: kept.map((line) => (line.endsWith('\r') ? line.slice(0, -1) : line)), isCut: tooLong >= 0 }
}

function orNothing<T>(read: () => T | undefined): T | undefined {
  try {
    return read()
  } catch {
    return undefined
  }
}
