import { trimEnd, trimStart } from '../../core/go-blank.ts'
import { compareBytes, toBytes } from '../../core/go-string.ts'

/** What was understood of an env file, and what ended the reading, if anything did. */
export interface Dotenv {
  readonly variables: Map<string, string>
  readonly error?: string
}

/**
 * Reads an env file by the rules of the godotenv library: `KEY=value` or `KEY: value`, `export` before it, comments,
 * quotes, `$X` and `${X}` taken from earlier lines (not in single quotes). A line that is not understood ends it.
 */
export function parseDotenv(text: string): Dotenv {
  const variables = new Map<string, string>()
  let rest = skipToStatement(text.replaceAll('\r\n', '\n'))
  while (rest !== '') {
    const named = readName(rest)
    if (typeof named === 'string') return { variables, error: named }
    const valued = readValue(named.rest, variables)
    if (typeof valued === 'string') return { variables, error: valued }
    variables.set(named.name, valued.value)
    rest = skipToStatement(valued.rest)
  }
  return { variables }
}

/** Writes variables sorted by their lines: whole numbers bare, other values in double quotes. No final line end. */
export function formatDotenv(variables: ReadonlyMap<string, string>): string {
  const lines = [...variables].map(([name, value]) => `${name}=${asNumber(value) ?? `"${escaped(value)}"`}`)
  return lines.sort(compareBytes).join('\n')
}

function skipToStatement(text: string): string {
  let rest = trimStart(text)
  while (rest.startsWith('#')) {
    const end = rest.indexOf('\n')
    rest = end === -1 ? '' : trimStart(rest.slice(end))
  }
  return rest
}

/** Blanks of a line, as godotenv counts them. */
const blank = '[\\t\\v\\f\\r \\u0085\\u00a0]'
const exportWord = new RegExp(`^export(?=${blank})`)
const blanksAtStart = new RegExp(`^${blank}+`)
const outerBlanks = new RegExp(`^${blank}+|(?<!${blank})${blank}+$`, 'g')

/** The name before `=` or `:`. Without any of them the name is empty and the text its value. */
function readName(statement: string): { name: string; rest: string } | string {
  const text = exportWord.test(statement)
    ? statement.slice('export'.length).replace(blanksAtStart, '')
    : statement
  let end = -1
  for (let i = 0; i < text.length && end === -1; i++) {
    const character = text.charAt(i)
    if (character === '=' || character === ':') end = i
    else if (!isNameCharacter(text, i))
      return `unexpected character ${JSON.stringify(character)} in a variable name`
  }
  if (text === '') return 'no variable name'
  return {
    name: trimEnd(text.slice(0, Math.max(end, 0))),
    rest: text.slice(end + 1).replace(blanksAtStart, ''),
  }
}

/** Letters, digits, `_`, `.` and blanks. The library looks at single bytes, taken as Latin-1. */
function isNameCharacter(text: string, i: number): boolean {
  const code = text.charCodeAt(i)
  if (code < 0x80) return /[A-Za-z0-9_.\t\v\f\r ]/.test(text.charAt(i))
  const bytes = code >= 0xd800 && code <= 0xdbff ? toBytes(text.slice(i, i + 2)) : bytesAt(text, i)
  return bytes.every((byte) => /[\p{L}\p{N}\u0085\u00a0]/u.test(String.fromCharCode(byte)))
}

/** The bytes of one character; the second half of a pair was looked at with the first one. */
function bytesAt(text: string, i: number): Uint8Array {
  const before = text.charCodeAt(i - 1)
  const isSecondHalf = before >= 0xd800 && before <= 0xdbff
  return isSecondHalf ? new Uint8Array() : toBytes(text.charAt(i))
}

function readValue(
  text: string,
  known: ReadonlyMap<string, string>,
): { value: string; rest: string } | string {
  const quote = text.charAt(0)
  return quote === '"' || quote === "'" ? readQuoted(text, quote, known) : readBare(text, known)
}

function readBare(text: string, known: ReadonlyMap<string, string>) {
  const end = text.search(/[\n\r]/)
  const line = end === -1 ? text : text.slice(0, end)
  const comment = startOfComment(line)
  const value = (comment === -1 ? line : line.slice(0, comment)).replace(outerBlanks, '')
  return { value: expandVariables(withoutBrokenBytes(value), known), rest: text.slice(line.length) }
}

/** The last `#` of the line that has a blank before it. */
function startOfComment(line: string): number {
  let at = line.lastIndexOf('#')
  while (at > 0 && !blanksAtStart.test(line.charAt(at - 1))) at = line.lastIndexOf('#', at - 1)
  return at > 0 ? at : -1
}

function readQuoted(text: string, quote: string, known: ReadonlyMap<string, string>) {
  let end = text.indexOf(quote, 1)
  while (end !== -1 && text[end - 1] === '\\') end = text.indexOf(quote, end + 1)
  if (end === -1) return `unterminated quoted value ${text.split('\n', 1)[0] ?? ''}`
  const quotes = new RegExp(`^${quote}+|${quote}+$`, 'g')
  const inner = text.slice(0, end).replace(quotes, '')
  const value = quote === '"' ? expandVariables(expandEscapes(inner), known) : inner
  return { value, rest: text.slice(end + 1) }
}

function expandEscapes(text: string): string {
  const lineEnds = text.replace(/\\([^\n])/gu, (match, character) =>
    character === 'n' ? '\n' : character === 'r' ? '\r' : match,
  )
  return lineEnds.replace(/\\([^$])/gu, '$1')
}

function expandVariables(text: string, known: ReadonlyMap<string, string>): string {
  return text.replace(/(\\)?\$\(?\{?([A-Z0-9_]+)?\}?/g, (match, backslash?: string, name?: string) => {
    if (backslash !== undefined) return match.slice(1)
    return name === undefined ? match : (known.get(name) ?? '')
  })
}

/** Go turns bytes that are not UTF-8 into U+FFFD here, one by one. */
function withoutBrokenBytes(text: string): string {
  return text.isWellFormed() ? text : text.replace(/\p{Surrogate}/gu, '\ufffd')
}

/** A decimal number of 64 bits in its shortest form. */
function asNumber(value: string): string | undefined {
  if (!/^[+-]?\d+$/.test(value)) return undefined
  const number = BigInt(value.replace(/^\+/, ''))
  return BigInt.asIntN(64, number) === number ? number.toString() : undefined
}

function escaped(value: string): string {
  return value.replace(/[\\\n\r"!$`]/g, (character) =>
    character === '\n' ? '\\n' : character === '\r' ? '\\r' : `\\${character}`,
  )
}
