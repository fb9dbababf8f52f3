/** A block of a PEM text (RFC 7468). */
export interface PemBlock {
  /** `RSA PRIVATE KEY`. */
  readonly type: string
  readonly bytes: Uint8Array
}

const blocks = /^-----BEGIN ([^\n]*)-----[ \t\r]*\n((?:(?!-----)[^\n]*\n)*)-----END ([^\n]*)-----[ \t\r]*$/gm

/** Bytes between BEGIN and END, 64 characters a line. */
export function encodePem(type: string, bytes: Uint8Array): string {
  const lines =
    Buffer.from(bytes)
      .toString('base64')
      .match(/.{1,64}/g) ?? []
  return [`-----BEGIN ${type}-----`, ...lines, `-----END ${type}-----`, ''].join('\n')
}

/** The first block of a text, whatever stands around it; undefined when there is none. */
export function decodePem(text: string): PemBlock | undefined {
  for (const [, type = '', body = '', end = ''] of text.matchAll(blocks)) {
    const data = body.replace(/^(?:[^\n:]*:[^\n]*\n)*/, '').replace(/[ \t\r\n]/g, '')
    const isBase64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(data)
    if (type === end && isBase64) return { type, bytes: Buffer.from(data, 'base64') }
  }
  return undefined
}
