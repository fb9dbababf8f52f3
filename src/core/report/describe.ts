import type { Change, ReadVolumes } from '../machine.ts'
import { describeCommand } from './command.ts'
import { shownAddress } from './credentials.ts'

/** A change in a few words for plans, logs and reports: never contents, never secrets. */
export function describe(change: Change): string {
  switch (change.kind) {
    case 'write-file':
      return `write ${change.path}`
    case 'make-directory':
      return `make directory ${change.path}`
    case 'set-attributes':
      return `set ${attributes(change)} of ${change.path}`
    case 'remove':
      return `remove ${change.path}`
    case 'make-link':
      return `link ${change.path} to ${change.target}`
    case 'run':
      return change.about ?? `run ${describeCommand(change)}`
    case 'set-hostname':
      return `set host name ${change.name}`
    case 'set-kernel-value':
      return `set kernel value ${change.key} to ${change.value}`
    case 'fetch':
      return change.path === undefined
        ? `fetch ${shownAddress(change.url)}`
        : `fetch ${shownAddress(change.url)} to ${change.path}`
    case 'clone-repository':
      return `${change.isUpdate ? 'update' : 'clone'} ${shownAddress(change.url)} ${change.isUpdate ? 'in' : 'to'} ${change.path}`
    case 'ask':
      return `ask ${change.questions.map(({ of, url }) => `${of} (${shownAddress(url)})`).join(', ')}`
    case 'read-volumes':
      return `read ${change.files.join(', ')} of ${volumes(change)}`
    case 'unpack-image':
      return `unpack ${change.source} into ${change.target}`
    case 'hold-lock':
      return `lock ${change.path}`
    case 'grow-small-btrfs':
      return `grow the btrfs on ${change.device}`
    case 'problem':
    case 'note':
      return change.message
  }
}

function volumes({ labels, opticalDrives }: ReadVolumes): string {
  const named = labels.length > 0 ? [`volumes named ${labels.join(' or ')}`] : []
  return [...named, ...(opticalDrives ? ['optical discs'] : [])].join(' and ')
}

function attributes({
  mode,
  uid,
  gid,
}: {
  mode?: number | undefined
  uid?: number | undefined
  gid?: number | undefined
}): string {
  const parts: string[] = []
  if (mode !== undefined) parts.push(`mode ${mode.toString(8).padStart(4, '0')}`)
  if (uid !== undefined || gid !== undefined) parts.push(`owner ${uid ?? ''}:${gid ?? ''}`)
  return parts.join(' and ')
}
