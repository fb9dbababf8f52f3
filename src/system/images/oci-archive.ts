import { mkdirSync } from 'node:fs'
import { pathInImage } from '../../core/images/flattening.ts'
import { MachineError } from '../../core/machine.ts'
import { readTar } from '../../core/tar/read-tar.ts'
import { keep } from './kept-file.ts'
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
      if (entry.kind === 'file' && wanted.test(file)) await keep(`${folder}/${file}`, entry.content, 'again')
    }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new MachineError(`${name} cannot be read as an archive: ${reason}`)
  }
  return new LayoutFolder(folder, name)
}
