const keywords = [
  ...['block', 'break', 'continue', 'define', 'else', 'end', 'if', 'nil', 'range', 'template', 'with'],
] as const

type Keyword = (typeof keywords)[number]

/** What a piece of template text is. `char` is any other printable ASCII character inside an action. */
export type TokenKind =
  | Keyword
  | 'assign'
  | 'bool'
  | 'char'
  | 'char-constant'
  | 'complex'
  | 'declare'
  | 'dot'
  | 'end-of-text'
  | 'error'
  | 'field'
  | 'identifier'
  | 'left-delimiter'
  | 'left-paren'
  | 'number'
  | 'pipe'
  | 'raw-string'
  | 'right-delimiter'
  | 'right-paren'
  | 'space'
  | 'string'
  | 'text'
  | 'variable'

/** A piece of template text. In an `error`, `text` is what is wrong. */
export interface Token {
  readonly kind: TokenKind
  readonly text: string
  /** Offset of the first character, in UTF-16 units. */
  readonly at: number
}

const keywordSet: ReadonlySet<string> = new Set(keywords)

/** Whether a word is reserved. */
export function isKeyword(word: string): word is Keyword {
  return keywordSet.has(word)
}
