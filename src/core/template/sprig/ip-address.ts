/** The 4 or 16 bytes of an IP address, as net.ParseIP reads it (no zone, no leading zeros); undefined when it is none. */
export function parseIpAddress(text: string): Uint8Array | undefined {
  return text.includes(':') ? parseIpv6(text) : parseIpv4(text)
}

function parseIpv4(text: string): Uint8Array | undefined {
  const fields = text.split('.')
  const isField = (field: string): boolean => /^(0|[1-9][0-9]{0,2})$/.test(field) && Number(field) < 256
  return fields.length === 4 && fields.every(isField) ? Uint8Array.from(fields, Number) : undefined
}

/** Its last 32 bits may be written as an IPv4 address; `::` stands for at least one field of zeros. */
export function parseIpv6(text: string): Uint8Array | undefined {
  const tail = text.slice(text.lastIndexOf(':') + 1)
  const last = tail.includes('.') ? parseIpv4(tail) : undefined
  const [a = 0, b = 0, c = 0, d = 0] = last ?? []
  const plain = last
    ? `${text.slice(0, -tail.length)}${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`
    : text
  const halves = plain.split('::').map((half) => (half === '' ? [] : half.split(':')))
  const [head = [], rest] = halves
  const given = head.length + (rest?.length ?? 0)
  if (halves.length > 2 || (rest === undefined ? given !== 8 : given > 7)) return undefined
  const fields = [...head, ...new Array<string>(8 - given).fill('0'), ...(rest ?? [])]
  if (!fields.every((field) => /^[0-9a-f]{1,4}$/i.test(field))) return undefined
  return Uint8Array.from(fields.flatMap((field) => splitField(Number.parseInt(field, 16))))
}

function splitField(field: number): [number, number] {
  return [field >> 8, field & 0xff]
}
