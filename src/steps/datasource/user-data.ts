import { loadConfig } from '../../core/config/load.ts'
import { cleanPath, folderOf } from '../../core/go-path.ts'
import { fromBytes } from '../../core/go-string.ts'
import type { Part } from '../accounts/files.ts'
import { makeFolders } from '../directories/make-folders.ts'
import { stepShape } from '../index.ts'
import type { StepContext } from '../step.ts'
import { unpack } from './unpack.ts'

/** Where user data is put: always to `userdata` in the folder, and to `name` when it is a configuration. */
export interface Place {
  readonly folder: string
  readonly name: string
}

/**
 * Keeps user data for root's eyes alone. A configuration is saved for a later run; what else begins like a script is
 * run. False when it could not be kept, or the script failed.
 */
export async function* keepUserData(
  data: Uint8Array,
  place: Place,
  { now }: Pick<StepContext, 'now'>,
): Part<boolean> {
  const { content, warning } = await unpack(data)
  if (warning !== undefined) yield { kind: 'problem', severity: 'warning', message: warning }
  const path = cleanPath(`${place.folder}/userdata`)
  const isConfiguration = loadConfig(content, { source: path, step: stepShape }).config !== undefined
  const isScript = !isConfiguration && /^#!/.test(fromBytes(content.subarray(0, 2)))
  const write = async function* (file: string, mode: number): Part<boolean> {
    const folder = folderOf(file)
    if (now.stat(folder) === undefined && !(yield* makeFolders(now, folder, { mode: 0o744 }))) return false
    const owner = { uid: 0, gid: 0 }
    return (yield { kind: 'write-file', path: file, content, mode, secret: true, ...owner }).ok
  }
  if (!(yield* write(path, isScript ? 0o700 : 0o600))) return false
  if (isConfiguration) return yield* write(cleanPath(`${place.folder}/${place.name}`), 0o600)
  if (isScript) return (yield { kind: 'run', command: { argv: [path] } }).ok
  yield {
    kind: 'problem',
    severity: 'warning',
    message: `user data is neither a configuration nor a script; it is kept in ${path}, and not used`,
    help: `See what is wrong with it: cos-config validate ${path}`,
  }
  return true
}
