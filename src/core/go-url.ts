/**
 * What Go's `net/url.Parse` makes of a text: whether it is an address at all decides, in yip, between fetching and
 * taking a source or a key literally.
 */

/** An address with a scheme. */
export interface GoUrl {
  /** In lower case: `https`, `github`. */
  readonly scheme: string
  /** What follows a scheme without a slash, up to `?` or `#`: `NAME` of `github:NAME`; otherwise empty. */
  readonly opaque: string
}

/** The parts of an address, or undefined when the text is none or has no scheme. */
export function parseGoUrl(text: string): GoUrl | undefined {
  const [beforeFragment, fragment] = cut(text, '#')
  if (/[\x00-\x1f\x7f]/.test(beforeFragment)) return undefined
  const match = /^([a-zA-Z][a-zA-Z0-9+.-]*):/.exec(beforeFragment)
  if (match === null) return undefined
  const scheme = (match[1] as string).toLowerCase()
  const [rest] = cut(beforeFragment.slice(match[0].length), '?')
  if (!rest.startsWith('/')) return isEscapedWell(fragment) ? { scheme, opaque: rest } : undefined
  const [authority, path] = rest.startsWith('//') ? splitAuthority(rest.slice(2)) : ['', rest]
  const isValid = isAuthority(scheme, authority) && isEscapedWell(path) && isEscapedWell(fragment)
  return isValid ? { scheme, opaque: '' } : undefined
}

function cut(text: string, separator: string): [before: string, after: string] {
  const index = text.indexOf(separator)
  return index === -1 ? [text, ''] : [text.slice(0, index), text.slice(index + 1)]
}

function splitAuthority(text: string): [authority: string, path: string] {
  const slash = text.indexOf('/')
  return slash === -1 ? [text, ''] : [text.slice(0, slash), text.slice(slash)]
}

function isEscapedWell(text: string): boolean {
  return !/%(?![0-9a-fA-F]{2})/.test(text)
}

function isAuthority(scheme: string, authority: string): boolean {
  const at = authority.lastIndexOf('@')
  const user = authority.slice(0, Math.max(at, 0))
  const isUser = /^[A-Za-z0-9\-._:~!$&'()*+,;=%@]*$/.test(user) && isEscapedWell(user)
  return isUser && isHost(scheme, authority.slice(at + 1))
}

function isHost(scheme: string, host: string): boolean {
  const bracket = host.lastIndexOf('[')
  if (bracket > 0) return false
  if (bracket === 0) {
    const end = host.lastIndexOf(']')
    return end !== -1 && isPort(host.slice(end + 1)) && isIpv6(host.slice(1, end))
  }
  const strict = scheme === 'http' || scheme === 'https'
  const colon = strict ? host.indexOf(':') : host.lastIndexOf(':')
  return (colon === -1 || isPort(host.slice(colon))) && isHostText(host)
}

function isPort(text: string): boolean {
  return /^(:[0-9]*)?$/.test(text)
}

/** ASCII may not be escaped in a host, except the percent sign itself; other bytes pass. */
function isHostText(text: string): boolean {
  return /^([A-Za-z0-9\-_.~!$&'()*+,;=:[\]<>"\u0080-\uffff]|%25|%[89a-fA-F][0-9a-fA-F])*$/.test(text)
}

function isIpv6(text: string): boolean {
  const [address, zone] = text.includes('%25') ? cut(text, '%25') : [text, undefined]
  const isZone = zone === undefined || (zone !== '' && isEscapedWell(zone) && !/[ /?#\\^`{|}]/.test(zone))
  return isZone && /^[0-9a-fA-F:.]+$/.test(address) && URL.canParse(`http://[${address}]/`)
}
