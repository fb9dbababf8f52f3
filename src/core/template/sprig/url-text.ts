/** Addresses as Go's net/url (1.26) reads and writes them, byte by byte. */
import { quote } from '../format/quote.ts'
import { fromLatin, toLatin } from './byte-text.ts'
import { parseIpv6 } from './ip-address.ts'
import { fail } from './parameters.ts'

export interface User {
  readonly name: string
  readonly password?: string
}

/** An address in parts; all but the query are without escapes. */
export interface Url {
  readonly scheme: string
  /** What follows the scheme when that is no slash. */
  readonly opaque: string
  readonly user?: User
  readonly host: string
  readonly path: string
  readonly query: string
  readonly fragment: string
}

/** The characters that a part may hold unescaped, besides letters, digits and `-._~`. */
const plainCharacters = {
  path: '$&+,/:;=@',
  host: '!"$&\'()*+,:;<=>[]',
  zone: '!"$&\'()*+,:;<=>[]',
  user: '$&+,;=',
  fragment: '!$&()*+,/:;=?@',
} as const

type Part = keyof typeof plainCharacters

/** Takes an address apart; fails where Go does. */
export function parseUrl(text: string): Url {
  const [address, fragment] = cut(toLatin(text), '#')
  const url = parseAddress(address)
  const part = (value: string): string => fromLatin(value)
  return {
    scheme: url.scheme,
    opaque: part(url.opaque),
    host: part(url.host),
    path: part(url.path),
    query: part(url.query),
    fragment: part(unescaped(fragment, 'fragment')),
    ...(url.user === undefined ? {} : { user: userFrom(url.user) }),
  }
}

/** Puts the parts together, escaping what a part may not hold. */
export function urlToText({ scheme, opaque, user, host, path, query, fragment }: Url): string {
  let text = scheme === '' ? '' : `${scheme}:`
  if (opaque !== '') {
    text += opaque
  } else {
    if (host !== '' || user !== undefined || (scheme !== '' && path !== '')) text += '//'
    if (user !== undefined) text += `${userToText(user)}@`
    text += escaped(host, 'host')
    if (path !== '' && !path.startsWith('/') && host !== '') text += '/'
    if (text === '' && cut(path, '/')[0].includes(':')) text += './'
    text += path === '*' ? path : escaped(path, 'path')
  }
  if (query !== '') text += `?${query}`
  return fragment === '' ? text : `${text}#${escaped(fragment, 'fragment')}`
}

/** `name` or `name:password`, escaped. */
export function userToText({ name, password }: User): string {
  const start = escaped(name, 'user')
  return password === undefined ? start : `${start}:${escaped(password, 'user')}`
}

function parseAddress(text: string): Omit<Url, 'fragment' | 'user'> & { readonly user?: string } {
  const none = { scheme: '', opaque: '', host: '', path: '', query: '' }
  if (/[\0-\x1f\x7f]/.test(text)) fail('unable to parse url: net/url: invalid control character in URL')
  if (text === '*') return { ...none, path: '*' }
  if (text.startsWith(':')) fail('unable to parse url: missing protocol scheme')
  const start = /^([A-Za-z][A-Za-z0-9+\-.]*):/.exec(text)
  const scheme = (start?.[1] ?? '').toLowerCase()
  const [rest, query] = cut(text.slice(start?.[0].length ?? 0), '?')
  if (!rest.startsWith('/') && scheme !== '') return { ...none, scheme, query, opaque: rest }
  if (!rest.startsWith('/') && cut(rest, '/')[0].includes(':')) {
    fail('unable to parse url: first path segment in URL cannot contain colon')
  }
  if (!rest.startsWith('//') || (scheme === '' && rest.startsWith('///'))) {
    return { ...none, scheme, query, path: unescaped(rest, 'path') }
  }
  const slash = rest.indexOf('/', 2)
  const authority = rest.slice(2, slash < 0 ? rest.length : slash)
  const path = slash < 0 ? '' : rest.slice(slash)
  const at = authority.lastIndexOf('@')
  const host = parseHost(scheme, authority.slice(at + 1))
  const user = at < 0 ? {} : { user: checkedUser(authority.slice(0, at)) }
  return { ...none, scheme, query, host, ...user, path: unescaped(path, 'path') }
}

function checkedUser(user: string): string {
  if (!/^[A-Za-z0-9\-._:~!$&'()*+,;=%@]*$/.test(user)) fail('unable to parse url: net/url: invalid userinfo')
  return user
}

function userFrom(text: string): User {
  const [name, password] = cut(text, ':')
  const user = { name: fromLatin(unescaped(name, 'user')) }
  return text.includes(':') ? { ...user, password: fromLatin(unescaped(password, 'user')) } : user
}

function parseHost(scheme: string, host: string): string {
  const bracket = host.lastIndexOf('[')
  if (bracket > 0) fail('unable to parse url: invalid IP-literal')
  if (bracket === 0) return parseIpLiteral(host)
  const strict = scheme === 'http' || scheme === 'https'
  const colon = strict ? host.indexOf(':') : host.lastIndexOf(':')
  if (colon >= 0) checkPort(host.slice(colon))
  return unescaped(host, 'host')
}

/** `[address]` or `[address%25zone]`, with or without a port. */
function parseIpLiteral(host: string): string {
  const end = host.lastIndexOf(']')
  if (end < 0) fail("unable to parse url: missing ']' in host")
  checkPort(host.slice(end + 1))
  const inner = host.slice(1, end)
  const zoneAt = inner.indexOf('%25')
  const address = unescaped(zoneAt < 0 ? inner : inner.slice(0, zoneAt), 'host')
  const name = address + (zoneAt < 0 ? '' : unescaped(inner.slice(zoneAt), 'zone'))
  const [plain, zone] = cut(name, '%')
  if (!plain.includes(':') || (name.includes('%') && zone === '') || parseIpv6(plain) === undefined) {
    fail(`unable to parse url: invalid host: ${quote(fromLatin(name))} is no IPv6 address`)
  }
  return `[${name}]${host.slice(end + 1)}`
}

function checkPort(text: string): void {
  if (!/^(:[0-9]*)?$/.test(text))
    fail(`unable to parse url: invalid port ${quote(fromLatin(text))} after host`)
}

/** In a host only what is not ASCII may be escaped, and the percent sign itself; in a zone a blank too. */
function unescaped(latin: string, part: Part): string {
  return latin.replace(/%.{0,2}|./gs, (token) => {
    const isHost = part === 'host' || part === 'zone'
    if (!token.startsWith('%')) {
      if (isHost && token <= '\x7f' && !mayStand(token, part)) {
        fail(`unable to parse url: invalid character ${quote(token)} in host name`)
      }
      return token
    }
    const char = /^%[0-9a-f]{2}$/i.test(token)
      ? String.fromCharCode(Number.parseInt(token.slice(1), 16))
      : undefined
    const allowed =
      char !== undefined &&
      (char === '%' || !isHost || (part === 'host' ? char > '\x7f' : char === ' ' || mayStand(char, 'host')))
    if (!allowed) fail(`unable to parse url: invalid URL escape ${quote(fromLatin(token))}`)
    return char
  })
}

function escaped(text: string, part: Part): string {
  return toLatin(text).replace(/./gs, (char) =>
    mayStand(char, part) ? char : `%${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  )
}

function mayStand(char: string, part: Part): boolean {
  return /[A-Za-z0-9\-._~]/.test(char) || plainCharacters[part].includes(char)
}

function cut(text: string, separator: string): [before: string, after: string] {
  const at = text.indexOf(separator)
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + separator.length)]
}
