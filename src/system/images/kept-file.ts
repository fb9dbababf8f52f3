import { closeSync, constants, openSync } from 'node:fs'
import { writeAll } from '../in-place.ts'

const anew = { once: constants.O_EXCL, again: constants.O_TRUNC } as const

/** Opens a file in the spool for writing, for us alone. One that is there is an error (`once`), or starts `again`. */
export function openKept(path: string, how: keyof typeof anew): number {
  const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_NOFOLLOW
  return openSync(path, flags | anew[how], 0o600)
}

/** Keeps a stream as a file in the spool; see {@link openKept}. */
export async function keep(
  path: string,
  content: AsyncIterable<Uint8Array>,
  how: keyof typeof anew,
): Promise<void> {
  const fd = openKept(path, how)
  try {
    for await (const part of content) writeAll(fd, part)
  } finally {
    closeSync(fd)
  }
}
