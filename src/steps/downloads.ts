import { type Decoded, integer, list, mode, record, text } from '../core/config/shape.ts'
import { ownerNumber, permissionBits } from '../core/go-attributes.ts'
import { folderOf, inFolder } from '../core/go-path.ts'
import type { DataPath, Ownership, Present } from '../core/machine.ts'
import { makeFolders } from './directories/make-folders.ts'
import type { Demands } from './downloads/demands.ts'
import { nameOfAnswer } from './downloads/name-of-answer.ts'
import { chosenOwner } from './files/owner.ts'
import { defineStep, type Planning, type StepContext } from './step.ts'

const download = record({
  path: text({ description: 'A file; or a folder, then the name comes from the answer or the address.' }),
  url: text({
    description: 'http or https; redirects are followed.',
    examples: ['https://example.org/tool'],
  }),
  permissions: mode({ description: 'Octal, 0644; set exactly. Without it: none at all.', examples: [0o644] }),
  owner: integer({ description: 'User id; -1 keeps the owner.', default: 0 }),
  group: integer({ description: 'Group id; -1 keeps the group.', default: 0 }),
  ownerstring: text({ description: '`user` or `user:group`, by name; wins over `owner` and `group`.' }),
  timeout: integer({ description: 'Seconds for the whole of it; 0 is no limit.', default: 0 }),
  sha256: text({
    description:
      'What the content hashes to; anything else is not kept. A file that does already is not fetched.',
  }),
  sha512: text({ description: 'As `sha256`, with the longer hash.' }),
  ca: text({
    description: "Certificates to trust besides the system's: PEM, or the path of a file of it.",
    examples: ['/oem/ca.pem'],
  }),
  retries: integer({
    description:
      'How often to try again, after growing pauses, when the server is busy or cannot be reached.',
    default: 0,
  }),
})

/** A decoded entry. */
export type Download = Decoded<typeof download>

export const downloads = defineStep({
  key: 'downloads',
  docs: 'Fetches files; one that has the size of the remote one already is not fetched again.',
  shape: list(download, {
    examples: [[{ url: 'https://example.org/tool', path: '/usr/local/bin/tool', permissions: 0o755 }]],
  }),
  async *plan(value, context) {
    for (const [index, entry] of value.entries()) yield* fetchOne(entry, context, [index])
  },
})

async function* fetchOne(entry: Download, context: StepContext, at: DataPath): Planning {
  const { now, workFolder } = context
  const { path: written = '', url = '', permissions = 0, owner = 0, group = 0 } = entry
  const path = inFolder(workFolder, written === '' ? '.' : written)
  const state = now.stat(path)
  const demands = await demandsOf(entry, now)
  if ('problem' in demands) {
    const { problem: message, help, key } = demands
    yield { kind: 'problem', severity: 'error', message, help, at: [...at, key] }
    return
  }
  const request = { kind: 'fetch', url, ...deadline(entry), ...demands.network, at } as const

  // A known digest says more than the size that a server tells.
  const isAsked = state !== undefined && (demands.digests.length === 0 || state.type === 'directory')
  const head = isAsked ? yield { ...request, method: 'HEAD' } : undefined
  if (head && !head.ok) return
  // A server that dislikes HEAD may still answer GET.
  const answer = head?.response?.status === 200 ? head.response : undefined
  const source = answer?.url ?? url

  let file = path
  if (state?.type === 'directory') {
    const name = nameOfAnswer(source, answer?.headers ?? {})
    if (name === undefined) {
      const message = `${url} gives no file name`
      yield { kind: 'problem', severity: 'error', message, help: 'write the file name into path', at }
      return
    }
    file = `${path.replace(/\/+$/, '')}/${name}`
  }

  const chosen = chosenOwner(entry.ownerstring, { uid: ownerNumber(owner), gid: ownerNumber(group) }, now)
  const named: Ownership = 'unknown' in chosen ? {} : chosen
  const attributes = { path: file, mode: permissionBits(permissions), ...named, at }
  const size = answer?.headers['content-length']
  const hasDigest = demands.digests.length > 0
  if (!hasDigest && size !== undefined && size !== '0' && now.stat(file)?.size === Number(size)) {
    yield { kind: 'set-attributes', ...attributes }
  } else {
    const parent = folderOf(file)
    if (now.stat(parent) === undefined && !(yield* makeFolders(now, parent, { mode: 0o777, at }))) return
    const fetched = yield {
      ...request,
      url: source,
      ...attributes,
      ...(hasDigest && { digests: demands.digests }),
    }
    if (!fetched.ok) return
  }
  if ('unknown' in chosen) {
    const message = `${written} is fetched, but its owner is not set: there is no ${chosen.unknown}`
    yield { kind: 'problem', severity: 'error', message, at: [...at, 'ownerstring'] }
  }
}

function deadline({ timeout = 0 }: Download): { readonly timeout: number } {
  return { timeout: Math.max(0, Number(timeout)) * 1000 }
}

/** Most entries demand nothing, and need not load what reads demands. */
async function demandsOf(entry: Download, now: Present): Promise<Demands> {
  const { sha256, sha512, ca, retries } = entry
  if ((sha256 ?? sha512 ?? ca ?? retries) === undefined) return { digests: [], network: {} }
  return (await import('./downloads/demands.ts')).demandsOf(entry, now)
}
