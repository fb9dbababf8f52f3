import { closeSync, constants, fsyncSync, ftruncateSync, openSync, writeSync } from 'node:fs'
import { type Attributes, setOpenAttributes } from './attributes.ts'

/** Writes into what is there; attributes come first, so that nobody reads who shall not. */
export function writeInPlace(
  host: string,
  content: Uint8Array,
  attributes: Attributes,
  { truncate, sync = false }: { readonly truncate: boolean; readonly sync?: boolean },
): void {
  // O_NONBLOCK: a pipe that nobody reads fails instead of waiting for ever.
  const flags = constants.O_WRONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK | constants.O_NOCTTY
  const fd = openSync(host, flags)
  let ownerRefused: unknown
  try {
    ownerRefused = setOpenAttributes(fd, attributes)
    if (truncate) ftruncateSync(fd)
    writeAll(fd, content)
    if (sync) fsyncSync(fd)
  } finally {
    closeSync(fd)
  }
  if (ownerRefused !== undefined) throw ownerRefused
}

export function writeAll(fd: number, content: Uint8Array): void {
  for (let done = 0; done < content.length; ) done += writeSync(fd, content, done)
}
