import { parseGoUrl } from '../../core/go-url.ts'

/** Where the text of a key comes from. */
export type KeySource =
  | { readonly kind: 'literal'; readonly key: string }
  | { readonly kind: 'address'; readonly url: string }
  | { readonly kind: 'unknown'; readonly scheme: string }

const providers: Readonly<Record<string, string>> = {
  github: 'https://github.com/',
  gitlab: 'https://gitlab.com/',
}

/** An entry that parses as an address is one, also `word:text` without blanks before the colon; the rest are keys. */
export function keySource(entry: string): KeySource {
  const url = parseGoUrl(entry)
  if (url === undefined) return { kind: 'literal', key: entry }
  const provider = Object.hasOwn(providers, url.scheme) ? providers[url.scheme] : undefined
  if (provider !== undefined) return { kind: 'address', url: `${provider}${url.opaque}.keys` }
  if (url.scheme === 'http' || url.scheme === 'https') return { kind: 'address', url: entry }
  return { kind: 'unknown', scheme: url.scheme }
}
