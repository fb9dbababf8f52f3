import { toBytes } from '../../go-string.ts'
import { isLoneByte, isPrint } from '../unicode.ts'

const htmlNames: Readonly<Record<string, string>> = {
  ...{ '"': '&#34;', "'": '&#39;', '&': '&amp;', '<': '&lt;', '>': '&gt;', '\0': '\ufffd' },
}

/** A text as content or attribute of an HTML page. */
export function escapeHtml(text: string): string {
  return text.replace(/["'&<>\0]/g, (character) => htmlNames[character] ?? character)
}

/** A text as the inside of a JavaScript string. */
export function escapeJavaScript(text: string): string {
  return text.replace(/[\\'"<>&=\x00-\x1f]|[^\x00-\x7f]/gu, (character) => {
    if (character === '\\' || character === "'" || character === '"') return `\\${character}`
    const codePoint = character.codePointAt(0) ?? 0
    // A broken byte is read as U+FFFD, which is printable, and written as it is.
    if (codePoint >= 0x80 && (isPrint(codePoint) || isLoneByte(codePoint))) return character
    return `\\u${codePoint.toString(16).toUpperCase().padStart(4, '0')}`
  })
}

/** A text as a value in the query of a URL; a blank becomes `+`. */
export function escapeQuery(text: string): string {
  let escaped = ''
  for (const byte of toBytes(text)) {
    const character = String.fromCharCode(byte)
    if (/[\w.~-]/.test(character)) escaped += character
    else escaped += byte === 0x20 ? '+' : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`
  }
  return escaped
}
