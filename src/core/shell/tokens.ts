/** A piece of shell text. Offsets are UTF-16 units; `text` is as it is written, quotes included. */
export interface ShellToken {
  /** `number` is that of a file descriptor in front of a redirection. */
  readonly kind: 'word' | 'operator' | 'number' | 'line-end' | 'comment'
  readonly text: string
  readonly from: number
  readonly to: number
}

/** A quote, a substitution or a document in the text that nothing ends. */
export interface OpenPart {
  readonly mark: string
  readonly from: number
}

/** A document in the text, `<<EOF`. */
export interface HereDocument {
  readonly from: number
  readonly to: number
  /** The line that ends it. */
  readonly end: string
  readonly isClosed: boolean
}

/** A shell text in pieces. */
export interface ShellText {
  readonly tokens: readonly ShellToken[]
  readonly open: OpenPart | undefined
  readonly documents: readonly HereDocument[]
}
