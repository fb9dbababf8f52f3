import { type Flattening, leadsOut, pathInImage } from '../../core/images/flattening.ts'
import { readTar, type TarEntry } from '../../core/tar/read-tar.ts'
import type { EntryState, ImageFolder } from './image-folder.ts'
import type { SpecialFiles } from './special-files.ts'
import { unpacked } from './unpacked.ts'

/** What layers are unpacked with. */
export interface Unpacking {
  readonly flattening: Flattening
  readonly folder: ImageFolder
  readonly special: SpecialFiles
  /** Told of what is left out of the image. */
  warn(message: string): void
}

/** A second name whose first one a layer above has replaced: its content has to be looked for once more. */
interface LateLink {
  readonly path: string
  readonly target: string
}

/** Unpacks a layer, given as a file of this machine. Throws an Error that says what is wrong with it. */
export async function unpackLayer(archive: string, unpacking: Unpacking): Promise<void> {
  const hidden = new Set<string>()
  const late: LateLink[] = []
  for await (const entry of readTar(unpacked(archive))) {
    const verdict = unpacking.flattening.judge({ name: entry.name, isDirectory: entry.kind === 'folder' })
    if (verdict.kind === 'marker') continue
    const { path } = verdict
    if (verdict.kind === 'take') await put(path, entry, unpacking, hidden, late)
    else if (verdict.kind === 'hidden') hidden.add(path)
    else unpacking.warn(`${path} is left out: it stands below something that is no folder in the image`)
  }
  unpacking.flattening.endLayer()
  if (late.length > 0) await putLate(archive, late, unpacking)
}

async function put(
  path: string,
  entry: TarEntry,
  { folder, special, warn }: Unpacking,
  hidden: ReadonlySet<string>,
  late: LateLink[],
): Promise<void> {
  const state = stateOf(entry)
  const { linkName } = entry
  switch (entry.kind) {
    case 'folder':
      folder.folder(path, state)
      break
    case 'file':
      await folder.file(path, state, entry.content)
      break
    case 'link':
      if (leadsOut(path, linkName))
        return warn(`${path} is left out: it is a link that leads out of the image`)
      folder.link(path, linkName, state)
      break
    case 'hard-link': {
      const target = pathInImage(linkName)
      if (leadsOut('.', linkName)) return warn(`${path} is left out: it is a second name of a file outside`)
      if (hidden.has(target)) late.push({ path, target })
      else folder.hardLink(path, target)
      return
    }
    default:
      special.make(folder.free(path), entry)
      folder.finish(folder.place(path), state)
  }
  if (entry.attributes.size > 0) special.attribute(folder.place(path), entry.attributes)
}

/** The layer once more, for the content of names that layers above have replaced. */
async function putLate(archive: string, late: readonly LateLink[], { folder }: Unpacking): Promise<void> {
  const first = new Map<string, string>()
  for await (const entry of readTar(unpacked(archive))) {
    const own = pathInImage(entry.name)
    if (entry.kind !== 'file') continue
    for (const { path, target } of late) {
      if (target !== own) continue
      const known = first.get(own)
      if (known === undefined) await folder.file(path, stateOf(entry), entry.content)
      else folder.hardLink(path, known)
      first.set(own, known ?? path)
    }
  }
}

function stateOf({ mode, uid, gid, modified }: TarEntry): EntryState {
  return { mode, uid, gid, modified: new Date(modified * 1000) }
}
