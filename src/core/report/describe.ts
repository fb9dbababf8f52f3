import type { Change } from '../machine.ts'

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
      return `run ${describeCommand(change.command, change.secret === true)}`
    case 'set-hostname':
      return `set host name ${change.name}`
    case 'set-kernel-value':
      return `set kernel value ${change.key} to ${change.value}`
    case 'fetch':
      return change.path === undefined
        ? `fetch ${withoutCredentials(change.url)}`
        : `fetch ${withoutCredentials(change.url)} to ${change.path}`
    case 'hold-lock':
      return `lock ${change.path}`
    case 'problem':
      return change.message
  }
}

/** The address without user name and password, which must not be seen in logs. */
export function withoutCredentials(url: string): string {
  return url.replace(/^([a-z][a-z0-9+.-]*:\/\/)[^/?#]*@/i, '$1')
}

const longestCommand = 100
/** Words after which a command line commonly holds a password or token. */
const secretWords = /passw|chpasswd|secret|token|usermod|useradd|curl.*(-u|--user|-H)|:\/\/[^/\s]*@/i

function describeCommand(command: { argv: readonly string[] } | { shell: string }, secret: boolean): string {
  const text = 'argv' in command ? command.argv.join(' ') : command.shell
  if (secret || secretWords.test(text)) return `a command (not shown: it may hold a secret)`
  const line = text.trim().split('\n', 1)[0] as string
  const cut = line.length > longestCommand || line.length < text.trim().length
  return `\`${line.slice(0, longestCommand)}${cut ? ' …' : ''}\``
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
