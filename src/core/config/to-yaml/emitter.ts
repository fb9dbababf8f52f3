import { isBreak } from '../yaml/scan/cursor.ts'
import {
  chompingOf,
  escaped,
  formatNumber,
  isSimpleKey,
  possibleStyle,
  type Style,
  toBase64,
  wantedStyle,
} from './scalar-text.ts'

/** A map whose keys are written in the order given. */
export class Entries {
  readonly pairs: readonly (readonly [key: string, value: Emitted])[]
  constructor(pairs: readonly (readonly [key: string, value: Emitted])[]) {
    this.pairs = pairs
  }
}

/** A value that can be written. */
export type Emitted = string | number | bigint | boolean | null | readonly Emitted[] | Entries

/** Writes a value as Go's yaml.v3 does, with its way of indenting, quoting and breaking lines. */
export function emit(value: Emitted, indent: 2 | 4): string {
  const emitter = new Emitter(indent)
  emitter.document(value)
  return emitter.out
}

class Emitter {
  out = ''
  private indent = -1
  private column = 0
  /** What was written last can stand for a blank. */
  private whitespace = true
  /** Nothing but indentation was written on the line so far. */
  private indention = true
  private readonly step: number

  constructor(step: number) {
    this.step = step
  }

  document(value: Emitted): void {
    this.node(value, false)
    this.writeIndent()
  }

  private node(value: Emitted, inList: boolean): void {
    if (value instanceof Entries) this.map(value, inList)
    else if (isList(value)) this.list(value, inList)
    else this.scalar(value, inList, false)
  }

  private map({ pairs }: Entries, inList: boolean): void {
    if (pairs.length === 0) {
      this.indicator('{', true, true)
      this.indicator('}', false)
      return
    }
    const outer = this.deeper(inList)
    for (const [key, value] of pairs) {
      this.writeIndent()
      if (isSimpleKey(key)) {
        this.scalar(key, false, true)
        this.indicator(':', false)
      } else {
        this.indicator('?', true, false, true)
        this.scalar(key, false, false)
        this.writeIndent()
        this.indicator(':', true, false, true)
      }
      this.node(value, false)
    }
    this.indent = outer
  }

  private list(items: readonly Emitted[], inList: boolean): void {
    if (items.length === 0) {
      this.indicator('[', true, true)
      this.indicator(']', false)
      return
    }
    const outer = this.deeper(inList)
    for (const item of items) {
      this.writeIndent()
      this.indicator('-', true, false, true)
      this.node(item, true)
    }
    this.indent = outer
  }

  /** Within a list the content stands behind the dash, else at the next multiple of the step. */
  private deeper(inList: boolean, inFlow = false): number {
    const outer = this.indent
    if (outer < 0) this.indent = inFlow ? this.step : 0
    else this.indent = inList ? outer + 2 : this.step * Math.floor((outer + this.step) / this.step)
    return outer
  }

  // Scalars

  private scalar(value: string | number | bigint | boolean | null, inList: boolean, isKey: boolean): void {
    const isBroken = typeof value === 'string' && !value.isWellFormed()
    if (isBroken) {
      this.blank()
      this.write('!!binary')
      this.whitespace = this.indention = false
    }
    const text = isBroken ? toBase64(value) : typeof value === 'number' ? formatNumber(value) : String(value)
    const wanted =
      typeof value === 'string' && !isBroken ? wantedStyle(text) : text.includes('\n') ? 'literal' : 'plain'
    const outer = this.deeper(inList, true)
    this.writeScalar(text, possibleStyle(text, wanted, isKey))
    this.indent = outer
  }

  private writeScalar(text: string, style: Style): void {
    switch (style) {
      case 'plain':
        if (text !== '') this.blank()
        this.breakable(text, '')
        if (text !== '') this.whitespace = false
        break
      case 'single':
        this.indicator("'", true)
        this.breakable(text, "'")
        this.indicator("'", false)
        this.whitespace = false
        break
      case 'double':
        this.indicator('"', true)
        this.write(escaped(text))
        this.indicator('"', false)
        this.whitespace = false
        break
      case 'literal':
        this.literal(text)
        return
    }
    this.indention = false
  }

  /** A text with its line breaks doubled, as folding takes one of them away; quotes are doubled too. */
  private breakable(text: string, quote: string): void {
    let afterBreak = false
    for (const char of text) {
      if (isBreak(char.charCodeAt(0))) {
        if (!afterBreak && char === '\n') this.putBreak('\n')
        this.putBreak(char)
        afterBreak = true
        continue
      }
      if (afterBreak) this.writeIndent()
      this.write(char === quote ? char + char : char)
      if (char !== ' ') {
        this.indention = false
        afterBreak = false
      }
    }
  }

  private literal(text: string): void {
    this.indicator('|', true)
    if (text.startsWith(' ') || isBreak(text.charCodeAt(0))) this.indicator(String(this.step), false)
    const chomping = chompingOf(text)
    if (chomping !== '') this.indicator(chomping, false)
    this.whitespace = true
    let afterBreak = true
    // The break behind the header comes with the first line's indentation.
    for (const char of text) {
      if (isBreak(char.charCodeAt(0))) this.putBreak(char)
      else {
        if (afterBreak) this.writeIndent()
        this.write(char)
        this.indention = false
      }
      afterBreak = isBreak(char.charCodeAt(0))
    }
  }

  // Characters

  private indicator(sign: string, needsBlank: boolean, isBlank = false, isIndention = false): void {
    if (needsBlank) this.blank()
    this.write(sign)
    this.whitespace = isBlank
    this.indention &&= isIndention
  }

  private blank(): void {
    if (!this.whitespace) this.write(' ')
  }

  private writeIndent(): void {
    const indent = Math.max(this.indent, 0)
    if (!this.indention || this.column > indent || (this.column === indent && !this.whitespace))
      this.putBreak('\n')
    if (this.column < indent) this.write(' '.repeat(indent - this.column))
    this.whitespace = true
  }

  private putBreak(char: string): void {
    // A CR comes out as it is, LS and PS too; each of them starts a line.
    this.out += char
    this.column = 0
    this.indention = true
  }

  private write(text: string): void {
    this.out += text
    this.column += text.length
  }
}

function isList(value: Emitted): value is readonly Emitted[] {
  return Array.isArray(value)
}
