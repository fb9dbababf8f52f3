import { isDigit, isLetter } from '../unicode.ts'
import { isKeyword, type Token, type TokenKind } from './tokens.ts'

const leftDelimiter = '{{'
const rightDelimiter = '}}'

/** Everything that looks like a number, well formed or not; the parser decides what it is worth. */
const number =
  /[+-]?(?:0[xX][\da-fA-F_]*(?:\.[\da-fA-F_]*)?(?:[pP][+-]?[\d_]*)?|0[oO][0-7_]*(?:\.[0-7_]*)?|0[bB][01_]*(?:\.[01_]*)?|[\d_]*(?:\.[\d_]*)?(?:[eE][+-]?[\d_]*)?)i?/y

const singles: Readonly<Record<string, TokenKind>> = { '=': 'assign', '|': 'pipe' }

/**
 * Cuts a template into tokens, as text/template does: trim markers are applied, comments left out, runs of blanks
 * inside an action are one `space`. The list ends with `end-of-text` or with an `error`.
 */
export function tokenize(text: string): Token[] {
  return new Lexer(text).run()
}

/** Its methods tell whether the scan goes on: after an error it does not. */
class Lexer {
  private readonly text: string
  private readonly tokens: Token[] = []
  private position = 0
  private start = 0
  private actionAt = 0

  constructor(text: string) {
    this.text = text
  }

  run(): Token[] {
    for (;;) {
      const action = this.text.indexOf(leftDelimiter, this.position)
      this.plainText(action < 0 ? this.text.length : action)
      if (action < 0) {
        this.emit('end-of-text')
        break
      }
      if (!this.action()) break
    }
    return this.tokens
  }

  private plainText(end: number): void {
    const markerAt = end + leftDelimiter.length
    const trimmed = this.text[markerAt] === '-' && isSpace(this.text[markerAt + 1])
    this.position = end
    if (trimmed) while (this.position > this.start && isSpace(this.text[this.position - 1])) this.position--
    if (this.position > this.start) this.emit('text')
    this.position = this.start = end
  }

  private action(): boolean {
    this.actionAt = this.position
    this.position += leftDelimiter.length
    const marker = this.text[this.position] === '-' && isSpace(this.text[this.position + 1]) ? 2 : 0
    if (this.text.startsWith('/*', this.position + marker)) {
      this.position = this.start = this.position + marker
      return this.comment()
    }
    this.emit('left-delimiter')
    this.position = this.start = this.position + marker
    return this.inside()
  }

  private comment(): boolean {
    const end = this.text.indexOf('*/', this.position + 2)
    if (end < 0) return this.fail('the comment is never closed with */', this.actionAt)
    this.position = end + 2
    const closing = this.closing()
    if (closing === 0) return this.fail('the comment must be followed by }}')
    return this.skipClosing(closing)
  }

  /** Length of the right delimiter at the position, with its trim marker; 0 when there is none. */
  private closing(): number {
    if (this.text.startsWith(rightDelimiter, this.position)) return 2
    if (isSpace(this.text[this.position]) && this.text.startsWith(`-${rightDelimiter}`, this.position + 1))
      return 4
    return 0
  }

  private skipClosing(length: number): boolean {
    this.position += length
    if (length > 2) while (isSpace(this.text[this.position])) this.position++
    this.start = this.position
    return true
  }

  private inside(): boolean {
    let parentheses = 0
    for (;;) {
      const closing = this.closing()
      if (closing > 0) {
        if (parentheses > 0) return this.fail('a ( is never closed')
        this.start = this.position + closing - 2
        this.tokens.push({ kind: 'right-delimiter', text: rightDelimiter, at: this.start })
        return this.skipClosing(closing)
      }
      const character = this.text[this.position]
      if (character === '(') parentheses++
      if (character === ')' && --parentheses < 0) return this.fail('a ) closes nothing')
      if (!this.insideToken(character)) return false
    }
  }

  private insideToken(character: string | undefined): boolean {
    if (character === undefined) return this.fail('the action is never closed with }}', this.actionAt)
    if (isSpace(character)) return this.spaces()
    const single = singles[character]
    if (single !== undefined) return this.take(1, single)
    switch (character) {
      case '(':
        return this.take(1, 'left-paren')
      case ')':
        return this.take(1, 'right-paren')
      case ':':
        if (this.text[this.position + 1] !== '=') return this.fail('a : must be part of :=')
        return this.take(2, 'declare')
      case '"':
        return this.quoted('string', 'the text in quotes is never closed with "')
      case "'":
        return this.quoted('char-constant', "the character is never closed with '")
      case '`':
        return this.rawString()
      case '$':
        return this.name('variable', 'variable')
      case '.':
        if (!/[\d]|^$/.test(this.text[this.position + 1] ?? '')) return this.name('field', 'dot')
        return this.number()
    }
    if (character === '+' || character === '-' || (character >= '0' && character <= '9')) return this.number()
    const codePoint = this.text.codePointAt(this.position) ?? 0
    if (isAlphanumeric(codePoint)) return this.word()
    if (codePoint > 0x20 && codePoint < 0x7f) return this.take(1, 'char')
    return this.fail(`${JSON.stringify(String.fromCodePoint(codePoint))} cannot stand in an action`)
  }

  private spaces(): boolean {
    while (isSpace(this.text[this.position])) this.position++
    // The last blank may belong to a trim marker.
    if (this.text.startsWith(`-${rightDelimiter}`, this.position)) this.position--
    return this.position === this.start || this.emit('space')
  }

  private quoted(kind: TokenKind, unclosed: string): boolean {
    const quote = this.text[this.position++]
    for (;;) {
      const character = this.text[this.position++]
      if (character === quote) return this.emit(kind)
      const escaped = character === '\\' ? this.text[this.position++] : character
      if (escaped === undefined || escaped === '\n') return this.fail(unclosed)
    }
  }

  private rawString(): boolean {
    const end = this.text.indexOf('`', this.position + 1)
    if (end < 0) return this.fail('the text in backquotes is never closed with `')
    this.position = end + 1
    return this.emit('raw-string')
  }

  /** A name behind `$` or `.`; `alone` is what the sign means by itself. */
  private name(kind: TokenKind, alone: TokenKind): boolean {
    this.position++
    if (this.atTerminator()) return this.emit(alone)
    this.skipAlphanumerics()
    if (!this.atTerminator()) return this.failAtCharacter()
    return this.emit(kind)
  }

  private word(): boolean {
    this.skipAlphanumerics()
    if (!this.atTerminator()) return this.failAtCharacter()
    const word = this.text.slice(this.start, this.position)
    if (isKeyword(word)) return this.emit(word)
    return this.emit(word === 'true' || word === 'false' ? 'bool' : 'identifier')
  }

  private number(): boolean {
    if (!this.scanNumber()) return this.failAtNumber()
    const sign = this.text[this.position]
    if (sign !== '+' && sign !== '-') return this.emit('number')
    if (!this.scanNumber() || this.text[this.position - 1] !== 'i') return this.failAtNumber()
    return this.emit('complex')
  }

  private scanNumber(): boolean {
    number.lastIndex = this.position
    number.test(this.text)
    this.position = number.lastIndex
    return !isAlphanumeric(this.text.codePointAt(this.position))
  }

  private skipAlphanumerics(): void {
    for (;;) {
      const codePoint = this.text.codePointAt(this.position)
      if (!isAlphanumeric(codePoint)) return
      this.position += (codePoint ?? 0) > 0xffff ? 2 : 1
    }
  }

  /** Whether a name may end here. */
  private atTerminator(): boolean {
    const character = this.text[this.position]
    if (character === undefined || isSpace(character) || '.,|:()'.includes(character)) return true
    return this.text.startsWith(rightDelimiter, this.position)
  }

  private take(length: number, kind: TokenKind): boolean {
    this.position += length
    return this.emit(kind)
  }

  private emit(kind: TokenKind): boolean {
    this.tokens.push({ kind, text: this.text.slice(this.start, this.position), at: this.start })
    this.start = this.position
    return true
  }

  private failAtNumber(): boolean {
    this.skipAlphanumerics()
    return this.fail(`${this.text.slice(this.start, this.position)} is not a number`)
  }

  private failAtCharacter(): boolean {
    const character = String.fromCodePoint(this.text.codePointAt(this.position) ?? 0)
    this.start = this.position
    return this.fail(`${JSON.stringify(character)} cannot follow a name`)
  }

  private fail(message: string, at = this.start): boolean {
    this.tokens.push({ kind: 'error', text: message, at })
    return false
  }
}

function isSpace(character: string | undefined): boolean {
  return character === ' ' || character === '\t' || character === '\r' || character === '\n'
}

function isAlphanumeric(codePoint: number | undefined): boolean {
  return codePoint !== undefined && (codePoint === 0x5f || isLetter(codePoint) || isDigit(codePoint))
}
