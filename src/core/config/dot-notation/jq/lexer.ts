import { JqError } from './query.ts'

/** A token of jq; `text` is the name of a field, an identifier, the digits of a number, or the sign itself. */
export interface Token {
  readonly kind: 'field' | 'word' | 'number' | 'quote' | 'sign' | 'end'
  readonly text: string
}

const signs = ['?//', '//=', '|=', '+=', '-=', '*=', '/=', '%=', '==', '!=', '>=', '<=', '//', '..']
const name = /[A-Za-z_][A-Za-z0-9_]*/y
const number = /(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?/y

/** Splits a jq expression on demand, as gojq's lexer does; strings are read by their caller. */
export class Lexer {
  private at = 0
  private readonly source: string

  constructor(source: string) {
    this.source = source
  }

  next(): Token {
    this.skipSpace()
    const { source, at } = this
    const char = source[at]
    if (char === undefined) return { kind: 'end', text: '' }
    if (char === '"') return this.token('quote', char)
    const sign = signs.find((each) => source.startsWith(each, at))
    if (sign !== undefined) return this.token('sign', sign)
    if (char === '.') {
      const field = this.match(name, at + 1)
      if (field !== undefined) {
        this.at = at + 1 + field.length
        return { kind: 'field', text: field }
      }
    }
    const digits = this.match(number, at)
    if (digits !== undefined) {
      // A number may not run into a word or a second point.
      if (/[A-Za-z_.]/.test(source[at + digits.length] ?? '')) throw new JqError(`${digits}... is no number`)
      return this.token('number', digits)
    }
    const word = this.match(name, at)
    return word === undefined ? this.token('sign', char) : this.token('word', word)
  }

  /** Characters up to the closing quote or to `\(`, which opens an expression; the opening quote was read. */
  stringPart(): { readonly text: string; readonly closed: boolean } {
    let text = ''
    for (;;) {
      const char = this.source[this.at++]
      if (char === undefined) throw new JqError('a string is not closed')
      if (char === '"') return { text, closed: true }
      if (char !== '\\') {
        text += char
        continue
      }
      const escaped = this.source[this.at++]
      if (escaped === '(') return { text: text.toWellFormed(), closed: false }
      text += this.escape(escaped)
    }
  }

  private escape(char: string | undefined): string {
    const at = 'bfnrt"\\/'.indexOf(char ?? ' ')
    if (at >= 0) return '\b\f\n\r\t"\\/'[at] as string
    const digits = char === 'u' ? this.match(/[0-9a-fA-F]{4}/y, this.at) : undefined
    if (digits === undefined) throw new JqError(`\\${char ?? ''} is no escape`)
    this.at += 4
    return String.fromCharCode(Number.parseInt(digits, 16))
  }

  private token(kind: Token['kind'], text: string): Token {
    this.at += text.length
    return { kind, text }
  }

  private match(pattern: RegExp, at: number): string | undefined {
    pattern.lastIndex = at
    return pattern.exec(this.source)?.[0]
  }

  private skipSpace(): void {
    for (;;) {
      const char = this.source[this.at]
      if (char === '#') this.skipComment()
      else if (char === ' ' || char === '\t' || char === '\n' || char === '\r') this.at++
      else return
    }
  }

  /** To the end of the line; a backslash before it goes on with the next one. */
  private skipComment(): void {
    for (; this.at < this.source.length; this.at++) {
      const char = this.source[this.at]
      if (char === '\n' || char === '\r') return
      if (char !== '\\') continue
      const next = this.source[this.at + 1]
      if (next === '\\' || next === '\n') this.at++
      else if (next === '\r') this.at += this.source[this.at + 2] === '\n' ? 2 : 1
    }
  }
}
