/**
 * Words of a text as the xstrings package (1.5) cuts them; its corner cases are part of what templates rely on. Texts
 * are walked in code points; broken bytes and U+FFFD count as no character at all.
 */
import { withReplacements } from './byte-text.ts'
import { isLetter, isNumber, isPunctuation, isSpace, isUpper } from './letters.ts'

export type WordKind = 'none' | 'number' | 'upper' | 'letters' | 'connector' | 'punctuation' | 'other'

/** Some characters of one kind; of kind `none` when nothing but broken bytes is left. */
export interface Word {
  readonly kind: WordKind
  readonly chars: readonly string[]
}

const noWord: Word = { kind: 'none', chars: [] }

/** Hyphen, underscore and white space stand between words. */
export const isConnector = (char: string): boolean => char === '-' || char === '_' || isSpace(char)
const isBlank = (char: string): boolean => withReplacements(char) === '\ufffd'

/** Letters of scripts with words; ideographs are not. */
function isAlphabetic(char: string): boolean {
  const code = char.codePointAt(0) ?? 0
  const ideograph =
    (code >= 0x3400 && code <= 0x4d85) ||
    (code >= 0x4e00 && code <= 0x9fcc) ||
    (code >= 0x20000 && code <= 0x2b81d)
  return !ideograph && isLetter(char)
}

const isLowerPart = (char: string): boolean => isAlphabetic(char) && !isUpper(char)

/** Cuts a text into words, one at a time. */
export class WordReader {
  readonly #chars: readonly string[]
  #at = 0

  constructor(chars: readonly string[]) {
    this.#chars = chars
  }

  hasMore(): boolean {
    return this.#at < this.#chars.length
  }

  next(): Word {
    if (!this.hasMore()) return noWord
    const start = this.#at
    const [first, after] = this.#valid(start, '\ufffd')
    this.#at = after
    const kind = isBlank(first) ? 'none' : this.#finish(first)
    return { kind, chars: this.#chars.slice(start, this.#at) }
  }

  /** Moves to the end of the word that starts with the character just read. */
  #finish(first: string): WordKind {
    if (isConnector(first)) return this.#while(first, isConnector, 'connector')
    if (isPunctuation(first)) return this.#while(first, isPunctuation, 'punctuation')
    if (isUpper(first)) return this.#upper(first)
    if (isAlphabetic(first)) return this.#while(first, isLowerPart, 'letters')
    if (isNumber(first)) return this.#while(first, isNumber, 'number')
    const isOther = (char: string): boolean =>
      !(isConnector(char) || isAlphabetic(char) || isNumber(char) || isPunctuation(char))
    return this.#while(first, isOther, 'other')
  }

  /** "Status", "HTTP": of "HTTPStatus" the last capital belongs to the next word. */
  #upper(first: string): WordKind {
    const [second, after] = this.#valid(this.#at, first)
    if (!this.hasMore() || !isAlphabetic(second)) return 'upper'
    if (!isUpper(second)) return this.#while(first, isLowerPart, 'upper')
    let [last, end] = [second, after]
    let lastStart = this.#at
    this.#at = end
    while (this.hasMore()) {
      ;[last, end] = this.#valid(this.#at, last)
      if (!isUpper(last)) break
      lastStart = this.#at
      this.#at = end
    }
    if (this.hasMore() && isAlphabetic(last)) this.#at = lastStart
    return 'upper'
  }

  #while(first: string, belongs: (char: string) => boolean, kind: WordKind): WordKind {
    let previous = first
    while (this.hasMore()) {
      const [char, after] = this.#valid(this.#at, previous)
      if (!belongs(char)) break
      previous = char
      this.#at = after
    }
    return kind
  }

  /** The next character that is one, and where it ends; `previous` when only broken bytes are left. */
  #valid(from: number, previous: string): [char: string, end: number] {
    const at = this.#chars.findIndex((char, i) => i >= from && !isBlank(char))
    return at < 0 ? [previous, this.#chars.length] : [this.#chars[at] ?? previous, at + 1]
  }
}
