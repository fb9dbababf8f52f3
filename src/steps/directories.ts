import { type Decoded, integer, list, mode, record, text } from '../core/config/shape.ts'
import { ownerNumber, permissionBits } from '../core/go-attributes.ts'
import { inFolder } from '../core/go-path.ts'
import type { DataPath } from '../core/machine.ts'
import { makeFolders } from './directories/make-folders.ts'
import { defineStep, type Planning, type StepContext } from './step.ts'

const directory = record({
  path: text({ description: 'The folder.', examples: ['/var/lib/app'] }),
  permissions: mode({
    description: 'Octal, 0755. Without it: none at all. New folders: cut by the umask.',
    examples: [0o755],
  }),
  owner: integer({ description: 'User id; -1 keeps the owner.', default: 0 }),
  group: integer({ description: 'Group id; -1 keeps the group.', default: 0 }),
})

export const directories = defineStep({
  key: 'directories',
  docs: 'Makes folders with their parents, and sets mode and owner of those that exist.',
  shape: list(directory, {
    examples: [[{ path: '/var/lib/app', permissions: 0o750, owner: 1000, group: 1000 }]],
  }),
  async *plan(value, context) {
    for (const [index, entry] of value.entries()) yield* ensureDirectory(entry, context, [index])
  },
})

async function* ensureDirectory(
  entry: Decoded<typeof directory>,
  { now, workFolder }: StepContext,
  at: DataPath,
): Planning {
  const { path: written = '', permissions = 0, owner = 0, group = 0 } = entry
  const path = inFolder(workFolder, written.replace(/(?<=.)\/+$/, ''))
  const attributes = {
    mode: permissionBits(permissions),
    uid: ownerNumber(owner),
    gid: ownerNumber(group),
    at,
  }
  const state = now.stat(path)
  if (state === undefined) {
    yield* makeFolders(now, path, attributes)
  } else if (state.type === 'directory') {
    yield { kind: 'set-attributes', path, ...attributes }
  } else {
    yield { kind: 'problem', severity: 'error', message: `${written} exists and is no folder`, at }
  }
}
