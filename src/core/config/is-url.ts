/**
 * Whether a source that is no path is a URL to yip: Go's url.Parse accepts it and finds a scheme. So `a:b` is one,
 * and `stages: {...}` on one line too; a text with a line end is none, as control characters are refused.
 */
export function isUrl(source: string): boolean {
  const hash = source.indexOf('#')
  const url = hash < 0 ? source : source.slice(0, hash)
  const fragment = hash < 0 ? '' : source.slice(hash + 1)
  const scheme = schemePattern.exec(url)?.[1]
  if (scheme === undefined || /[\0-\x1f\x7f]/.test(url) || !hasValidEscapes(fragment)) return false
  const rest = withoutQuery(url.slice(scheme.length + 1))
  if (!rest.startsWith('/')) return true
  if (!rest.startsWith('//')) return hasValidEscapes(rest)
  const slash = rest.indexOf('/', 2)
  const authority = slash < 0 ? rest.slice(2) : rest.slice(2, slash)
  const path = slash < 0 ? '' : rest.slice(slash)
  return isAuthority(authority, scheme.toLowerCase()) && hasValidEscapes(path)
}

const schemePattern = /^([a-zA-Z][a-zA-Z0-9+.-]*):/

function withoutQuery(rest: string): string {
  const question = rest.indexOf('?')
  return question < 0 ? rest : rest.slice(0, question)
}

function hasValidEscapes(text: string): boolean {
  return !/%(?![0-9a-fA-F]{2})/.test(text)
}

function isAuthority(authority: string, scheme: string): boolean {
  const at = authority.lastIndexOf('@')
  const user = at < 0 ? '' : authority.slice(0, at)
  const host = authority.slice(at + 1)
  return /^[A-Za-z0-9._:~!$&'()*+,;=%@-]*$/.test(user) && hasValidEscapes(user) && isHost(host, scheme)
}

function isHost(host: string, scheme: string): boolean {
  const opening = host.lastIndexOf('[')
  if (opening > 0) return false
  if (opening === 0) return isAddressLiteral(host)
  const first = host.indexOf(':')
  if (first < 0) return isHostName(host)
  // Lists of hosts with ports are a custom of databases; of web addresses Go is strict.
  const colon = scheme === 'http' || scheme === 'https' ? first : host.lastIndexOf(':')
  return isPort(host.slice(colon)) && isHostName(host)
}

/** `[::1]:80`, `[fe80::1%25eth0]` */
function isAddressLiteral(host: string): boolean {
  const closing = host.lastIndexOf(']')
  if (closing < 0 || !isPort(host.slice(closing + 1))) return false
  const address = host.slice(1, closing)
  const zoneAt = address.indexOf('%25')
  if (zoneAt < 0) return isHostName(address) && isIpv6(unescaped(address))
  const zone = address.slice(zoneAt)
  return isHostName(address.slice(0, zoneAt)) && isZone(zone) && isIpv6(unescaped(address))
}

function isPort(text: string): boolean {
  return text === '' || /^:[0-9]*$/.test(text)
}

/** Escapes are for bytes beyond ASCII only, and for the percent sign. */
function isHostName(text: string): boolean {
  return /^(?:[A-Za-z0-9._~!$&'()*+,;=:[\]<>"-]|[^\0-\x7f]|%[89a-fA-F][0-9a-fA-F]|%25)*$/.test(text)
}

/** What may stand plainly in a host may be escaped in a zone, and so may a blank. */
function isZone(text: string): boolean {
  if (!/^(?:[A-Za-z0-9._~!$&'()*+,;=:[\]<>"-]|[^\0-\x7f]|%[0-9a-fA-F]{2})*$/.test(text)) return false
  for (const [sequence, digits = ''] of text.matchAll(/%([0-9a-fA-F]{2})/g)) {
    const code = Number.parseInt(digits, 16)
    const plain = code < 0x80 && /[A-Za-z0-9._~!$&'()*+,;=:[\]<>" -]/.test(String.fromCharCode(code))
    if (!plain && sequence !== '%25') return false
  }
  return true
}

function unescaped(text: string): string {
  return text.replace(/%([0-9a-fA-F]{2})/g, (_, digits) => String.fromCharCode(Number.parseInt(digits, 16)))
}

/** An IPv6 address as Go's netip reads it, with a zone where there is a `%`. */
function isIpv6(text: string): boolean {
  const percent = text.indexOf('%')
  const address = percent < 0 ? text : text.slice(0, percent)
  if (percent === text.length - 1 || /^[^:]*\./.test(address)) return false
  const halves = address.split('::')
  if (halves.length > 2) return false
  const groups = halves.map((half) => (half === '' ? [] : half.split(':')))
  const last = groups.at(-1)?.at(-1) ?? ''
  const all = groups.flat()
  const isV4 = last.includes('.')
  if (isV4 && !isIpv4(last)) return false
  const plain = isV4 ? all.slice(0, -1) : all
  if (!plain.every((group) => /^[0-9a-fA-F]{1,4}$/.test(group))) return false
  const count = plain.length + (isV4 ? 2 : 0)
  return halves.length === 2 ? count < 8 : count === 8
}

function isIpv4(text: string): boolean {
  const parts = text.split('.')
  return (
    parts.length === 4 && parts.every((part) => /^(?:0|[1-9][0-9]{0,2})$/.test(part) && Number(part) < 256)
  )
}
