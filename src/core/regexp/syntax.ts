/**
 * The tree of a regular expression in Go's syntax (package regexp/syntax, which is RE2 without `\C`). `height` is the
 * number of levels below and including a node; Go refuses more than 1,000.
 */
export type Node = { readonly height: number } & (
  | { readonly kind: 'empty' }
  | { readonly kind: 'literal'; readonly codes: readonly number[]; readonly fold: boolean }
  | { readonly kind: 'set'; readonly has: CodePointTest }
  | { readonly kind: 'assert'; readonly what: Assertion }
  | { readonly kind: 'sequence'; readonly parts: readonly Node[] }
  | { readonly kind: 'choice'; readonly parts: readonly Node[] }
  | { readonly kind: 'group'; readonly part: Node; readonly index: number; readonly name: string }
  | {
      readonly kind: 'repeat'
      readonly part: Node
      readonly min: number
      /** Infinity for no limit. */
      readonly max: number
      readonly greedy: boolean
      /** Written with braces: only these count against Go's limit of 1,000 copies. */
      readonly counted: boolean
    }
)

/** A place between two characters. */
export type Assertion = 'text-start' | 'text-end' | 'line-start' | 'line-end' | 'word-edge' | 'no-word-edge'

/** Whether a set of characters has a code point. */
export type CodePointTest = (code: number) => boolean

/** A pattern that Go does not accept. The message names the part at fault. */
export class RegexpError extends Error {
  /** Empty when there is none. */
  readonly part: string
  constructor(what: string, part: string) {
    super(part === '' ? what : `${what}: \`${part}\``)
    this.name = 'RegexpError'
    this.part = part
  }
}
