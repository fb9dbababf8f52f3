/** A container image as its name says where to find it (the grammar of Docker's distribution project). */
export interface ImageReference {
  /** Host with an optional port: `quay.io`, `127.0.0.1:5000`. */
  readonly registry: string
  /** Path of the image in the registry: `library/alpine`. */
  readonly repository: string
  /** A tag, or a digest, which says exactly which image. */
  readonly version: string
  /** Name and version as the user wrote them, for messages and for a local daemon. */
  readonly text: string
}

const defaultRegistry = 'index.docker.io'

/** Reads `[HOST[:PORT]/]NAME[:TAG][@DIGEST]`; gives what is wrong with it in words when it is none. */
export function parseReference(text: string): ImageReference | { readonly problem: string } {
  const [named = '', digest, surplus] = text.split('@')
  if (surplus !== undefined || (digest !== undefined && !/^sha256:[0-9a-f]{64}$/.test(digest)))
    return { problem: 'behind @ stands the digest, sha256: and 64 hexadecimal digits' }
  const colon = named.lastIndexOf(':')
  const isTagged = colon >= 0 && !named.slice(colon).includes('/')
  const path = isTagged ? named.slice(0, colon) : named
  const tag = isTagged ? named.slice(colon + 1) : 'latest'
  if (!/^[\w.-]{1,128}$/.test(tag)) return { problem: `"${tag}" is no tag: letters, digits, _ . and - are` }
  const { registry, name } = splitHost(path)
  if (!/^[a-zA-Z0-9_[][\w.:[\]-]*$/.test(registry)) return { problem: `"${registry}" is no host` }
  if (!/^[a-z0-9_./-]{2,255}$/.test(name) || /(^|\/)\.\.?(\/|$)/.test(name))
    return { problem: `"${name}" is no name of an image: lower case letters, digits and _ . - / are` }
  const repository = registry === defaultRegistry && !name.includes('/') ? `library/${name}` : name
  return { registry, repository, version: digest ?? tag, text }
}

/** The first part is a host only when it has a dot or a colon, as everywhere in this field. */
function splitHost(path: string): { readonly registry: string; readonly name: string } {
  const slash = path.indexOf('/')
  const first = slash < 0 ? '' : path.slice(0, slash)
  return /[.:]/.test(first)
    ? { registry: first, name: path.slice(slash + 1) }
    : { registry: defaultRegistry, name: path }
}

/** Whether a registry is asked without TLS: on this machine, in a private network (RFC 1918) or named `*.local`. */
export function isPlainRegistry(registry: string): boolean {
  const host = registry.replace(/:\d+$/, '')
  return host === 'localhost' || host === '[::1]' || host.endsWith('.local') || isPrivateAddress(host)
}

/** Whether a host is an address of this machine or of a private network. */
export function isPrivateAddress(host: string): boolean {
  return /^(127|10)(\.\d{1,3}){3}$|^192\.168(\.\d{1,3}){2}$|^172\.(1[6-9]|2\d|3[01])(\.\d{1,3}){2}$/.test(
    host,
  )
}
