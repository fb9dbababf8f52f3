import { closeSync, fsyncSync, renameSync } from 'node:fs'
import { type Attributes, setOpenAttributes } from './attributes.ts'
import { writeAll, writeInPlace } from './in-place.ts'
import { copyLabel } from './security-label.ts'
import { errorCode } from './system-error.ts'
import { openTemporary, removeTemporary, type Temporary } from './temporary.ts'

/** Failures that say "not here", not "no space": an existing file may still be writable itself. */
const inPlaceInstead = new Set([
  'EACCES',
  'EBUSY',
  'ENOENT',
  'ENOTSUP',
  'EOPNOTSUPP',
  'EPERM',
  'EROFS',
  'EXDEV',
])

/** What a file is replaced by. */
export interface Replacement {
  readonly content: Uint8Array
  readonly attributes: Attributes
  /** Flush to disk before it takes the old one's place. */
  readonly sync: boolean
  /** Something is there already: it keeps its security label, and may be rewritten in place. */
  readonly exists: boolean
}

/**
 * Puts a new file in the place of `host`, which is no link: a temporary one beside it gets content, mode and owner,
 * and is renamed. When that fails nothing is left of it. Where a file cannot be replaced (a bind mount, a folder
 * that we cannot write to) it is rewritten in place.
 */
export function replaceFile(host: string, { content, attributes, sync, exists }: Replacement): void {
  let temporary: Temporary | undefined
  let ownerRefused: unknown
  try {
    temporary = openTemporary(host)
    ownerRefused = fill(temporary.fd, content, attributes, sync)
    if (exists && !copyLabel(host, temporary.path)) throw unlabelled
    renameSync(temporary.path, host)
  } catch (error) {
    if (temporary) removeTemporary(temporary.path)
    if (!exists || !isReplacementRefused(error)) throw error
    writeInPlace(host, content, attributes, { truncate: true, sync })
  }
  if (ownerRefused !== undefined) throw ownerRefused
}

const unlabelled = new Error('the security label cannot be copied')

/** Whether a file cannot be replaced where it is, but may still be writable itself. */
export function isReplacementRefused(error: unknown): boolean {
  return error === unlabelled || inPlaceInstead.has(errorCode(error) ?? '')
}

function fill(fd: number, content: Uint8Array, attributes: Attributes, sync: boolean): unknown {
  try {
    writeAll(fd, content)
    const ownerRefused = setOpenAttributes(fd, attributes)
    if (sync) fsyncSync(fd)
    return ownerRefused
  } finally {
    closeSync(fd)
  }
}
