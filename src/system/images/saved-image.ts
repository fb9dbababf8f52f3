import { readFileSync } from 'node:fs'
import { posix } from 'node:path'
import { pathInImage } from '../../core/images/flattening.ts'
import { MachineError } from '../../core/machine.ts'
import { readTar } from '../../core/tar/read-tar.ts'
import { keep } from './kept-file.ts'

/**
 * The layers of an image as `docker save` writes it, from the lowest up, as files in `folder`. It comes from a
 * program of this machine and has no digests to check. Throws a MachineError.
 */
export async function layersOfSavedImage(
  archive: AsyncIterable<Uint8Array>,
  folder: string,
): Promise<string[]> {
  const files = new Map<string, string>()
  const links = new Map<string, string>()
  for await (const { kind, name, linkName, content } of readTar(archive)) {
    const path = pathInImage(name)
    if (kind === 'link') links.set(path, pathInImage(posix.join(posix.dirname(path), linkName)))
    if (kind !== 'file') continue
    const place = `${folder}/saved-${files.size}`
    files.set(path, place)
    await keep(place, content, 'once')
  }
  const manifest = files.get('manifest.json')
  const layers = manifest === undefined ? undefined : layersIn(readFileSync(manifest, 'utf8'))
  const found = layers?.map((name) => files.get(links.get(name) ?? name))
  if (found === undefined || found.includes(undefined))
    throw new MachineError('the local Docker daemon gives an archive of a kind that is not known')
  return found.filter((path) => path !== undefined)
}

function layersIn(text: string): readonly string[] | undefined {
  const found: unknown = JSON.parse(text)
  const first: unknown = Array.isArray(found) ? found[0] : undefined
  if (typeof first !== 'object' || first === null || !('Layers' in first)) return undefined
  const { Layers: layers } = first
  return Array.isArray(layers) && layers.every((layer) => typeof layer === 'string')
    ? layers.map((layer) => pathInImage(layer))
    : undefined
}
