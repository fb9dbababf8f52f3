/** The address without user name and password, and without its query, which may hold a token. */
export function shownAddress(url: string): string {
  return hideCredentials(url).replace(/\?.+$/s, '?…')
}

/** A text without the user names and passwords of the addresses in it. */
export function hideCredentials(text: string): string {
  // Most texts hold no address at all.
  return text.includes('://') ? text.replace(address, '$1') : text
}

/** The passwords of the addresses in a text; a name without one is a token. */
export function credentialsIn(text: string): string[] {
  return [...text.matchAll(address)].map((match) => {
    const user = match[2] ?? ''
    return user.slice(user.indexOf(':') + 1)
  })
}

/** Scheme, and what stands before the last `@` of the host (RFC 3986, 3.2.1). */
const address = /\b([a-z][a-z0-9+.-]{0,30}:\/\/)([^\s/?#'"`]*)@/gi
