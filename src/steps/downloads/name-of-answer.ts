import { cleanPath } from '../../core/go-path.ts'

/**
 * The file name for a fetched address: `filename` of its content-disposition, else the last part of the address.
 * Folders in it are cut off. Undefined when there is none.
 */
export function nameOfAnswer(url: string, headers: Readonly<Record<string, string>>): string | undefined {
  const name = givenName(headers['content-disposition'] ?? '') ?? pathOf(url)
  if (name === '' || name.endsWith('/') || name.includes('\0')) return undefined
  const last = cleanPath(`/${name}`).split('/').at(-1)
  return last === '' ? undefined : last
}

/** The `filename` or `filename*` parameter (RFC 6266). */
function givenName(header: string): string | undefined {
  const extended = /;\s*filename\*\s*=\s*utf-8''([^;\s]+)/i.exec(header)?.[1]
  if (extended !== undefined) return decoded(extended)
  const plain = /;\s*filename\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;"\s]+))/i.exec(header)
  return plain?.[1]?.replace(/\\(.)/g, '$1') ?? plain?.[2]
}

function pathOf(url: string): string {
  return URL.canParse(url) ? decoded(new URL(url).pathname) : ''
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
