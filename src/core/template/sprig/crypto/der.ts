/** ASN.1 values in DER (X.690): the few types that keys and certificates are made of. */

const tags = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  objectIdentifier: 0x06,
  utf8String: 0x0c,
  sequence: 0x30,
  set: 0x31,
  printableString: 0x13,
  utcTime: 0x17,
  generalizedTime: 0x18,
} as const

export function sequence(...parts: readonly Uint8Array[]): Uint8Array {
  return element(tags.sequence, Buffer.concat(parts))
}

export function set(...parts: readonly Uint8Array[]): Uint8Array {
  return element(tags.set, Buffer.concat(parts))
}

/** An element of a structure that is known by its number; `parts` inside it when it is not primitive. */
export function tagged(number: number, kind: 'primitive' | 'constructed', content: Uint8Array): Uint8Array {
  return element((kind === 'constructed' ? 0xa0 : 0x80) | number, content)
}

/** Not negative. */
export function integer(value: bigint): Uint8Array {
  const hex = value.toString(16)
  const padded = hex.length % 2 === 1 || Number.parseInt(hex.charAt(0), 16) > 7 ? `0${hex}` : hex
  return element(tags.integer, Buffer.from(padded.length % 2 === 1 ? `0${padded}` : padded, 'hex'))
}

export function flag(value: boolean): Uint8Array {
  return element(tags.boolean, Uint8Array.of(value ? 0xff : 0))
}

export function octetString(content: Uint8Array): Uint8Array {
  return element(tags.octetString, content)
}

/** Bits from the first one on; `unused` of the last byte do not count. */
export function bitString(content: Uint8Array, unused = 0): Uint8Array {
  return element(tags.bitString, Buffer.concat([Uint8Array.of(unused), content]))
}

/** `2.5.29.15`. */
export function objectIdentifier(dotted: string): Uint8Array {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number)
  return element(tags.objectIdentifier, Uint8Array.from([first * 40 + second, ...rest].flatMap(base128)))
}

export function nothing(): Uint8Array {
  return Uint8Array.of(0x05, 0)
}

/** Letters, digits and a little punctuation, or else UTF-8. */
export function textString(text: string): Uint8Array {
  const isPrintable = /^[A-Za-z0-9 '()+,\-./:=?]*$/.test(text)
  return element(isPrintable ? tags.printableString : tags.utf8String, Buffer.from(text))
}

/** A point in time in seconds since 1970; with two digits for the year from 1950 to 2049. */
export function time(seconds: number): Uint8Array {
  const digits = new Date(seconds * 1000).toISOString().replace(/[-:T]|\.[0-9]*/g, '')
  const isShort = digits >= '1950' && digits < '2050'
  return element(
    isShort ? tags.utcTime : tags.generalizedTime,
    Buffer.from(isShort ? digits.slice(2) : digits),
  )
}

function base128(value: number): readonly number[] {
  const bytes = [value & 0x7f]
  for (let rest = value >> 7; rest > 0; rest >>= 7) bytes.unshift((rest & 0x7f) | 0x80)
  return bytes
}

function element(tag: number, content: Uint8Array): Uint8Array {
  return Buffer.concat([Uint8Array.of(tag), lengthOf(content.length), content])
}

function lengthOf(length: number): Uint8Array {
  if (length < 0x80) return Uint8Array.of(length)
  const hex = length.toString(16)
  const bytes = Buffer.from(hex.length % 2 === 1 ? `0${hex}` : hex, 'hex')
  return Buffer.concat([Uint8Array.of(0x80 | bytes.length), bytes])
}
