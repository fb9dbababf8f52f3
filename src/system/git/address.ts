import { MachineError } from '../../core/machine.ts'
import { shownAddress } from '../../core/report/credentials.ts'

/** A repository's address, taken apart: nothing secret is left in `text`. */
export interface RepositoryAddress {
  readonly transport: 'http' | 'ssh' | 'git' | 'local'
  /** For git: without the password, and over http without the user either. */
  readonly text: string
  /** For people. */
  readonly shown: string
  /** Scheme, host and port: where a login over http is meant for. */
  readonly origin?: string
  /** Host, and port when it is another than 22: how known_hosts names an ssh server. */
  readonly host?: string
  readonly username?: string
  readonly password?: string
}

const transports: Readonly<Record<string, RepositoryAddress['transport']>> = {
  http: 'http',
  https: 'http',
  ssh: 'ssh',
  git: 'git',
  file: 'local',
}

/**
 * Reads what git takes for a repository: an address, `user@host:path`, or a path. `username` is for ssh, where the
 * address names none. Throws for schemes that would run programs or are not known.
 */
export function parseRepository(url: string, username = 'git'): RepositoryAddress {
  if (/[\x00-\x1f\x7f]/.test(url))
    throw new MachineError('the address of the repository has control characters', 'EINVAL')
  if (url.startsWith('-'))
    throw new MachineError(`${url} is no address of a repository: it starts with a dash`, 'EINVAL')
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(url)?.[1]?.toLowerCase()
  if (scheme !== undefined) return parseUrl(url, scheme, username)
  // As git tells them apart: a colon before any slash makes a host of what stands before it.
  const scp = /^(?:([^/:@]+)@)?(\[[^\]/]+\]|[^/:]+):(.*)$/s.exec(url)
  if (scp === null) return { transport: 'local', text: url, shown: url }
  const [, user = username, host = '', path = ''] = scp
  if (host.startsWith('-') || path.startsWith(':')) {
    throw new MachineError(`${url} is no address of a repository`, 'EINVAL')
  }
  return {
    transport: 'ssh',
    text: `${user}@${host}:${path}`,
    shown: `${host}:${path}`,
    host: host.replace(/^\[|\]$/g, ''),
    username: user,
  }
}

function parseUrl(url: string, scheme: string, username: string): RepositoryAddress {
  const transport = transports[scheme]
  const shown = shownAddress(url)
  if (transport === undefined) {
    throw new MachineError(
      `${shown}: ${scheme} is no way to a repository; https, http, ssh, git and file are`,
      'EINVAL',
    )
  }
  if (transport === 'local') return { transport, text: url, shown }
  const parsed = URL.canParse(url) ? new URL(url) : undefined
  if (parsed === undefined || parsed.hostname === '' || parsed.hostname.startsWith('-')) {
    throw new MachineError(`"${shown}" is no address of a repository`, 'EINVAL')
  }
  const [user, password] = [unescaped(parsed.username), unescaped(parsed.password)]
  parsed.username = ''
  parsed.password = ''
  const given = { ...(user !== '' && { username: user }), ...(password !== '' && { password }) }
  if (transport === 'git') return { transport, text: parsed.href, shown }
  // For http a scheme's own port is not written: URL leaves it out.
  if (transport === 'http') return { transport, text: parsed.href, shown, origin: parsed.origin, ...given }
  const host = parsed.hostname.replace(/^\[|\]$/g, '')
  const port = parsed.port === '' || parsed.port === '22' ? '' : parsed.port
  const name = user === '' ? username : user
  const text = `ssh://${encodeURIComponent(name)}@${parsed.host}${parsed.pathname}`
  return { transport, text, shown, host: port === '' ? host : `[${host}]:${port}`, ...given, username: name }
}

/** A percent sign that escapes nothing is meant as it is. */
function unescaped(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
