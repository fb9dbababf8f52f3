/** A place in a text that is being read. What counts as blank or break is YAML 1.1's, as Go's yaml.v3 has it. */
export class Cursor {
  /** Ends with a NUL, so that looking ahead needs no bounds; the reader lets no other NUL through. */
  readonly text: string
  readonly end: number
  pos = 0
  lineStart = 0
  /** Whether a line break was passed after the last visible character. */
  crossedBreak = false
  private readonly onlyLineFeeds: boolean

  constructor(text: string) {
    this.text = `${text}\0`
    this.end = text.length
    this.onlyLineFeeds = !/[\r\x85\u2028\u2029]/.test(text)
  }

  /** Passes the line break at the cursor; gives what it stands for inside a value. */
  passBreak(): string {
    const code = this.text.charCodeAt(this.pos++)
    if (code === 13 && this.text.charCodeAt(this.pos) === 10) this.pos++
    this.lineStart = this.pos
    return code < 0x2028 ? '\n' : String.fromCharCode(code)
  }

  /** The end of the line that holds a place: its break, or the end of the text. */
  lineEnd(from: number): number {
    if (this.onlyLineFeeds) {
      const found = this.text.indexOf('\n', from)
      return found < 0 ? this.end : found
    }
    let i = from
    while (!isBreakOrEnd(this.text.charCodeAt(i))) i++
    return i
  }

  /** Whether `---` or `...` stands alone here; only asked at the start of a line. */
  atDocumentMarker(): boolean {
    const { text, pos } = this
    const code = text.charCodeAt(pos)
    return (
      (code === 45 || code === 46) &&
      text.charCodeAt(pos + 1) === code &&
      text.charCodeAt(pos + 2) === code &&
      isSpaceOrEnd(text.charCodeAt(pos + 3))
    )
  }
}

export function isBlank(code: number): boolean {
  return code === 32 || code === 9
}

export function isBreak(code: number): boolean {
  return code <= 13 ? code === 10 || code === 13 : code === 0x85 || code === 0x2028 || code === 0x2029
}

export function isBreakOrEnd(code: number): boolean {
  return code === 0 || isBreak(code)
}

/** Only for texts that passed the reader, which has let no control character but tabs and breaks through. */
export function isSpaceOrEnd(code: number): boolean {
  return code <= 32 || code === 0x85 || code === 0x2028 || code === 0x2029
}

/** Characters of anchor names and tag handles. */
export function isWord(code: number): boolean {
  return (
    (code >= 97 && code <= 122) ||
    (code >= 65 && code <= 90) ||
    (code >= 48 && code <= 57) ||
    code === 95 ||
    code === 45
  )
}

export function isDigit(code: number): boolean {
  return code >= 48 && code <= 57
}

/** The value of a hexadecimal digit, or -1. */
export function hexValue(code: number): number {
  if (code >= 48 && code <= 57) return code - 48
  const lower = code | 32
  return lower >= 97 && lower <= 102 ? lower - 87 : -1
}
