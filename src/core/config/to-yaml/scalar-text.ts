import { toBytes } from '../../go-string.ts'
import { resolve } from '../yaml/resolve.ts'
import { isBreak } from '../yaml/scan/cursor.ts'
import { analyze, isPrintable } from './analyze.ts'

/** How a scalar is written. */
export type Style = 'plain' | 'single' | 'double' | 'literal'

const oldSwitch = /^(?:y|Y|yes|Yes|YES|on|On|ON|n|N|no|No|NO|off|Off|OFF)$/
const base60 = /^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?$/

/** Texts that would be read as something else are quoted, as those are that YAML 1.1 would read so. */
export function wantedStyle(text: string): Style {
  if (text.includes('\n')) return 'literal'
  const isText = resolve(undefined, text, 0).tag === '!!str' && !base60.test(text) && !oldSwitch.test(text)
  return isText ? 'plain' : 'double'
}

export function possibleStyle(text: string, wanted: Style, isKey: boolean): Style {
  const { multiline, plainAllowed, singleQuotedAllowed, blockAllowed } = analyze(text)
  let style = isKey && multiline ? 'double' : wanted
  if (style === 'plain' && (!plainAllowed || (text === '' && isKey))) style = 'single'
  if (style === 'single' && !singleQuotedAllowed) style = 'double'
  if (style === 'literal' && (!blockAllowed || isKey)) style = 'double'
  return style
}

export function isSimpleKey(key: string): boolean {
  return !analyze(key).multiline && toBytes(key).length <= 128
}

/** `-` without a line end at the end, `+` with more than one. */
export function chompingOf(text: string): '' | '+' | '-' {
  if (!isBreak(text.charCodeAt(text.length - 1))) return '-'
  return text.length === 1 || isBreak(text.charCodeAt(text.length - 2)) ? '+' : ''
}

const namedEscapes: ReadonlyMap<number, string> = new Map([
  [0, '0'],
  [7, 'a'],
  [8, 'b'],
  [9, 't'],
  [10, 'n'],
  [11, 'v'],
  [12, 'f'],
  [13, 'r'],
  [27, 'e'],
  [34, '"'],
  [92, '\\'],
  [0x85, 'N'],
  [0xa0, '_'],
  [0x2028, 'L'],
  [0x2029, 'P'],
])

export function escaped(text: string): string {
  // yaml.v3 looks for a byte order mark at the start of the text, whichever character it is about to write.
  const everything = text.startsWith('\ufeff')
  let result = ''
  for (const char of text) {
    const code = char.codePointAt(0) as number
    const plain = code <= 0xffff && isPrintable(code) && !isBreak(code) && code !== 34 && code !== 92
    result += plain && !everything ? char : `\\${namedEscapes.get(code) ?? hexEscape(code)}`
  }
  return result
}

function hexEscape(code: number): string {
  const [sign, length] = code <= 0xff ? ['x', 2] : code <= 0xffff ? ['u', 4] : ['U', 8]
  return `${sign}${code
    .toString(16)
    .toUpperCase()
    .padStart(length as number, '0')}`
}

/** In lines of 70 characters when it is longer than that. */
export function toBase64(text: string): string {
  const digits = Buffer.from(toBytes(text)).toString('base64')
  return digits.length < 70 ? digits : digits.replace(/.{1,70}/g, '$&\n')
}

/** As Go's `%g`, the shortest that reads back. */
export function formatNumber(value: number): string {
  if (Number.isSafeInteger(value)) return String(value)
  if (!Number.isFinite(value)) return Number.isNaN(value) ? '.nan' : value > 0 ? '.inf' : '-.inf'
  const [digits = '', exponent = '0'] = value.toExponential().split('e')
  const power = Number(exponent)
  if (power >= -4 && power < 6) return String(value)
  return `${digits}e${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`
}
