import { MachineError } from '../../core/machine.ts'

/** An address split into what is requested, what is sent as credentials, and what people may see. */
export interface Address {
  /** Without credentials. */
  readonly href: string
  /** The header for them, if there are any. */
  readonly authorization: Readonly<Record<string, string>>
  /** Without credentials and without the query, which may hold tokens. */
  readonly shown: string
}

/** Takes an http or https address apart. Throws for any other. */
export function parseAddress(text: string): Address {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url === undefined || !['http:', 'https:'].includes(url.protocol)) {
    const scheme = /^[a-z][a-z0-9+.-]*(?=:)/i.exec(text)?.[0]
    const what =
      scheme === undefined ? `"${text.replace(/[^/]*@/, '')}" is no address` : `${scheme}:… cannot be fetched`
    throw new MachineError(`${what}, only http and https can`, 'EINVAL')
  }
  const { username, password } = url
  url.username = ''
  url.password = ''
  const authorization = username === '' && password === '' ? {} : { authorization: basic(username, password) }
  return { href: url.href, authorization, shown: `${url.origin}${url.pathname}${url.search && '?…'}` }
}

/** Basic credentials from the percent-encoded parts of an address (RFC 7617). */
export function basic(username: string, password: string): string {
  const plain = `${unescaped(username)}:${unescaped(password)}`
  return `Basic ${Buffer.from(plain).toString('base64')}`
}

/** A percent sign that escapes nothing is meant as it is. */
function unescaped(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
