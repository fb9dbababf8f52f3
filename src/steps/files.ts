import { type Decoded, integer, list, mode, record, text } from '../core/config/shape.ts'
import { ownerNumber, permissionBits } from '../core/go-attributes.ts'
import { folderOf, inFolder } from '../core/go-path.ts'
import { fromBytes } from '../core/go-string.ts'
import type { DataPath } from '../core/machine.ts'
import { needsTemplate } from '../core/template/needs-template.ts'
import { makeFolders } from './directories/make-folders.ts'
import { decodeContent } from './files/encodings.ts'
import { chosenOwner } from './files/owner.ts'
import { defineStep, type Planning, type StepContext } from './step.ts'

const file = record({
  path: text({ description: 'The file; links are followed.', examples: ['/etc/motd'] }),
  content: text({ description: 'A template; rendered after decoding.' }),
  encoding: text({
    description:
      '`b64`, `base64`, `gz`, `gzip`, `gz+base64`, `gzip+base64`, `gz+b64` or `gzip+b64`; anything else is none.',
    examples: ['b64', 'gzip+b64'],
  }),
  permissions: mode({ description: 'Octal, 0644; set exactly. Without it: none at all.', examples: [0o644] }),
  owner: integer({ description: 'User id; -1 keeps the owner.', default: 0 }),
  group: integer({ description: 'Group id; -1 keeps the group.', default: 0 }),
  ownerstring: text({ description: '`user` or `user:group`, by name; wins over `owner` and `group`.' }),
})

export const files = defineStep({
  key: 'files',
  docs: 'Writes whole files; missing parents are made.',
  shape: list(file, { examples: [[{ path: '/etc/motd', permissions: 0o644, content: 'Welcome\n' }]] }),
  async *plan(value, context) {
    for (const [index, entry] of value.entries()) yield* ensureFile(entry, context, [index])
  },
})

async function* ensureFile(entry: Decoded<typeof file>, context: StepContext, at: DataPath): Planning {
  const { now, workFolder, render } = context
  const { path = '', content: encoded = '', encoding = '', permissions = 0, owner = 0, group = 0 } = entry
  const decoding = await decodeContent(encoded, encoding)
  if ('broken' in decoding) {
    yield {
      kind: 'problem',
      severity: 'error',
      message: `${path}: ${decoding.broken}`,
      at: [...at, 'content'],
    }
    return
  }
  const content = holdsTemplate(decoding.content)
    ? await render(asText(decoding.content), [...at, 'content'])
    : decoding.content
  if (content === undefined) return

  const numbers = { uid: ownerNumber(owner), gid: ownerNumber(group) }
  const parent = inFolder(workFolder, folderOf(path))
  if (now.stat(parent) === undefined) {
    const attributes = { mode: permissionBits(parentMode(permissions)), ...numbers, at }
    if (!(yield* makeFolders(now, parent, attributes))) return
  }

  const chosen = chosenOwner(entry.ownerstring, numbers, now)
  const written = yield {
    kind: 'write-file',
    path: inFolder(workFolder, path),
    content,
    mode: permissionBits(permissions),
    ...('unknown' in chosen ? {} : chosen),
    // What the owner alone may read is not printed either.
    secret: (permissions & 0o077) === 0,
    at,
  }
  if ('unknown' in chosen && written.ok) {
    const message = `${path} is written, but its owner is not set: there is no ${chosen.unknown}`
    yield { kind: 'problem', severity: 'error', message, at: [...at, 'ownerstring'] }
  }
}

/** A folder for a file must be enterable: yip adds 0100 to modes below 0700, as a sum. */
function parentMode(permissions: number): number {
  return permissions < 0o700 ? permissions + 0o100 : permissions
}

/** Binary content without any `{{` stays the bytes it is: turning it into text costs time. */
function holdsTemplate(content: string | Uint8Array): boolean {
  return typeof content === 'string'
    ? needsTemplate(content)
    : Buffer.from(content.buffer, content.byteOffset, content.length).includes('{{')
}

function asText(content: string | Uint8Array): string {
  return typeof content === 'string' ? content : fromBytes(content)
}
