import type { MakeDirectory } from '../../core/machine.ts'
import type { Part } from '../accounts/files.ts'
import type { Found } from './provider.ts'

/** Where yip has facts about the instance. */
export const configFolder = '/run/config'
export const keysFile = `${configFolder}/ssh/authorized_keys`

/** The folder of all facts, as yip has it also when it was there before. */
export const makeConfigFolder: MakeDirectory = {
  kind: 'make-directory',
  path: configFolder,
  mode: 0o755,
  umask: 'exact',
  uid: 0,
  gid: 0,
}

/** Writes what providers have found; of values with the same name that of the provider that stands first counts. */
export async function* keepValues(found: readonly Found[]): Part<void> {
  const kept = new Set<string>()
  for (const { values } of found) {
    for (const [name, content] of Object.entries(values)) {
      if (kept.has(name)) continue
      kept.add(name)
      yield { kind: 'write-file', path: `${configFolder}/${name}`, content, newMode: 0o644 }
    }
  }
  const keys = found.find((one) => one.keys !== undefined)?.keys
  if (keys === undefined) return
  const folder = `${configFolder}/ssh`
  const made = yield { kind: 'make-directory', path: folder, mode: 0o755, umask: 'cut' }
  if (made.ok) yield { kind: 'write-file', path: keysFile, content: keys, newMode: 0o600 }
}
