import { YamlError } from '../yaml-error.ts'
import { type Cursor, hexValue, isSpaceOrEnd, isWord } from './cursor.ts'

/** Reads the name behind `&` or `*`, the cursor being on the sign. */
export function scanName(at: Cursor): string {
  const { text } = at
  const start = at.pos++
  while (isWord(text.charCodeAt(at.pos))) at.pos++
  const next = text.charCodeAt(at.pos)
  if (at.pos - start === 1 || !(isSpaceOrEnd(next) || '?:,]}%@`'.includes(text.charAt(at.pos)))) {
    const sign = text.charAt(start)
    const kind = sign === '&' ? 'an anchor' : 'an alias'
    const help = `Names are made of letters, digits, - and _; quote the value if it should start with ${sign}`
    throw new YamlError('yaml-alias', start, `\`${word(text, start)}\` is no name of ${kind}`, help)
  }
  return text.slice(start + 1, at.pos)
}

/** The tag `!` says nothing. */
export function given(tag: string | undefined): string | undefined {
  return tag === '!' ? undefined : tag
}

/** Prefixes by handle, as `%TAG` lines declare them. */
export type TagHandles = ReadonlyMap<string, string>

/** Reads a tag, the cursor being on its `!`, and gives it in the short form: `!!int`, `!own`, `!`. */
export function scanTag(at: Cursor, handles: TagHandles): string {
  const start = at.pos
  const tag = at.text.charCodeAt(start + 1) === 60 ? scanVerbatim(at) : scanShorthand(at, handles)
  if (!isSpaceOrEnd(at.text.charCodeAt(at.pos))) {
    const help = 'Put a blank after the tag'
    throw new YamlError('yaml-property', start, `\`${word(at.text, start)}\` is no tag`, help)
  }
  return shortTag(tag)
}

export const longTagPrefix = 'tag:yaml.org,2002:'

function shortTag(tag: string): string {
  return tag.startsWith(longTagPrefix) ? `!!${tag.slice(longTagPrefix.length)}` : tag
}

function scanVerbatim(at: Cursor): string {
  const start = at.pos
  at.pos += 2
  const uri = scanUri(at, start, false)
  if (at.text.charCodeAt(at.pos) !== 62) {
    throw new YamlError('yaml-property', start, `\`${word(at.text, start)}\` lacks its closing >`)
  }
  at.pos++
  return uri
}

function scanShorthand(at: Cursor, handles: TagHandles): string {
  const start = at.pos
  let handle = scanHandle(at)
  let suffix: string
  if (handle.length > 1 && handle.endsWith('!')) suffix = scanUri(at, start, false)
  else {
    suffix = handle.slice(1) + scanUri(at, start, true)
    if (suffix === '') return '!'
    handle = '!'
  }
  const prefix = handles.get(handle)
  if (prefix === undefined) {
    const help = `Declare it with a line \`%TAG ${handle} PREFIX\` at the top, or leave the tag out`
    throw new YamlError('yaml-property', start, `\`${handle}\` is no tag handle that was declared`, help)
  }
  return prefix + suffix
}

/** `!`, `!!` or `!name!`; or the beginning of a tag, `!name`. */
export function scanHandle(at: Cursor): string {
  const start = at.pos++
  while (isWord(at.text.charCodeAt(at.pos))) at.pos++
  if (at.text.charCodeAt(at.pos) === 33) at.pos++
  return at.text.slice(start, at.pos)
}

/** The characters of a tag, `%` escapes decoded. */
export function scanUri(at: Cursor, start: number, mayBeEmpty: boolean): string {
  const { text } = at
  let uri = ''
  let pieceStart = at.pos
  const first = at.pos
  for (;;) {
    const code = text.charCodeAt(at.pos)
    if (code === 37) {
      uri += text.slice(pieceStart, at.pos) + scanPercent(at, start)
      pieceStart = at.pos
    } else if (
      isWord(code) ||
      (code > 32 && code < 127 && ";/?:@&=+$,.!~*'()[]".includes(text.charAt(at.pos)))
    ) {
      at.pos++
    } else break
  }
  if (at.pos === first && !mayBeEmpty) {
    throw new YamlError('yaml-property', start, `\`${word(text, start)}\` is no tag`)
  }
  return uri + text.slice(pieceStart, at.pos)
}

/** One UTF-8 character spelled as `%xx` octets. */
function scanPercent(at: Cursor, start: number): string {
  const octets: number[] = []
  let length = 1
  while (octets.length < length) {
    const high = hexValue(at.text.charCodeAt(at.pos + 1))
    const low = hexValue(at.text.charCodeAt(at.pos + 2))
    const octet = high * 16 + low
    const valid = at.text.charCodeAt(at.pos) === 37 && high >= 0 && low >= 0
    if (octets.length === 0)
      length = octet < 0x80 ? 1 : octet < 0xc0 ? 0 : octet < 0xe0 ? 2 : octet < 0xf0 ? 3 : 4
    if (!valid || length === 0 || octet >= 0xf8 || (octets.length > 0 && (octet & 0xc0) !== 0x80)) {
      throw new YamlError('yaml-property', start, `\`${word(at.text, start)}\` has a % that is no escape`)
    }
    octets.push(octet)
    at.pos += 3
  }
  return Buffer.from(octets).toString('utf8')
}

function word(text: string, start: number): string {
  let i = start + 1
  while (!isSpaceOrEnd(text.charCodeAt(i)) && i - start < 40) i++
  return text.slice(start, i)
}
