import { closeSync, constants, mkdirSync, openSync, writeSync } from 'node:fs'
import { pathInImage } from '../../core/images/flattening.ts'
import { MachineError } from '../../core/machine.ts'
import { readTar } from '../../core/tar/read-tar.ts'
import { LayoutFolder } from './oci-layout.ts'
import { unpacked } from './unpacked.ts'

/** The only names of an image layout that are used: none of them leads anywhere. */
const wanted = /^(index\.json|blobs\/sha256\/[0-9a-f]{64}|blobs\/sha512\/[0-9a-f]{128})$/

/** An image in a tar archive of an OCI image layout; its files are put into `folder`. Throws a MachineError. */
export async function openArchive(path: string, name: string, folder: string): Promise<LayoutFolder> {
  for (const below of ['blobs', 'blobs/sha256', 'blobs/sha512'])
    mkdirSync(`${folder}/${below}`, { mode: 0o700 })
  try {
    for await (const entry of readTar(unpacked(path))) {
      const file = pathInImage(entry.name)
      if (entry.kind === 'file' && wanted.test(file)) await write(`${folder}/${file}`, entry.content)
    }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new MachineError(`${name} cannot be read as an archive: ${reason}`)
  }
  return new LayoutFolder(folder, name)
}

async function write(path: string, content: AsyncIterable<Uint8Array>): Promise<void> {
  const fd = openSync(
    path,
    constants.O_WRONLY | constants.O_CREAT | constants.O_TRUNC | constants.O_NOFOLLOW,
    0o600,
  )
  try {
    for await (const part of content)
      for (let done = 0; done < part.length; ) done += writeSync(fd, part, done)
  } finally {
    closeSync(fd)
  }
}
