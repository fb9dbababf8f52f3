import type { YamlNode } from '../node.ts'

/** Anchor and tag of a node, and where they start. */
export interface Properties {
  anchor: string | undefined
  tag: string | undefined
  readonly start: number
  readonly lineStart: number
}

/**
 * The structure of a text, spelled so that js-yaml and Go's yaml.v3 agree on it: indentation and indicators stand
 * where they stood, every scalar and alias is `''`, anchor and tag of a collection are `!p`, a flow collection is
 * one line. What the spelling leaves out is kept beside it, in reading order.
 */
export class Skeleton {
  text = ''
  /** Scalars and aliases; a very deep flow collection is spelled by itself and stands here as one. */
  readonly leaves: (YamlNode | Skeleton)[] = []
  /** Anchors and tags of collections, and of nothing. */
  readonly properties: Properties[] = []
  /** Where flow collections begin, and behind which place they end, in turn; in the order in which they begin. */
  readonly brackets: number[] = []
  private readonly openBrackets: number[] = []
  /** Start of the line, in the text, that the last sign stood on. */
  private line = 0
  private column = 0
  private readonly places: number[] | undefined

  /** `withPlaces` is for errors: {@link origin} works only then. */
  constructor(withPlaces: boolean) {
    this.places = withPlaces ? [] : undefined
  }

  /** Writes a sign that stands at `pos` in the line that starts at `lineStart`. */
  put(sign: string, pos: number, lineStart: number): void {
    const column = pos - lineStart
    if (lineStart !== this.line) {
      this.line = lineStart
      this.column = column
      this.text += newLine(column)
    } else {
      const gap = column > this.column ? column - this.column : this.column > 0 ? 1 : 0
      this.text += gap === 1 ? ' ' : ' '.repeat(gap)
      this.column += gap
    }
    this.write(sign, pos)
  }

  /** Writes a sign inside of a flow collection. */
  putInFlow(sign: string, pos: number, lineStart: number): void {
    this.text += ' '
    this.column++
    this.line = lineStart
    this.write(sign, pos)
  }

  /** Writes the colon of a key, directly behind it. */
  putColon(pos: number): void {
    this.write(':', pos)
  }

  /** Notes where a flow collection begins. */
  open(pos: number): void {
    this.openBrackets.push(this.brackets.length)
    this.brackets.push(pos, -1)
  }

  /** Notes behind which place the innermost flow collection ends. */
  close(end: number): void {
    const number = this.openBrackets.pop()
    if (number !== undefined) this.brackets[number + 1] = end
  }

  /** What comes next in the line at `lineStart` is spelled on the same line as what came before. */
  continueOn(lineStart: number): void {
    if (this.text !== '') this.line = lineStart
  }

  /** The place in the text that a place in the spelling stands for. */
  origin(offset: number): number {
    const places = this.places ?? []
    let i = 0
    while (i + 2 < places.length && (places[i + 2] as number) <= offset) i += 2
    return places[i + 1] ?? 0
  }

  private write(sign: string, pos: number): void {
    if (this.places !== undefined) this.places.push(this.text.length, pos)
    this.text += sign
    this.column += sign.length
  }
}

const newLines: string[] = []

/** A line break with indentation; the same few again and again. */
function newLine(column: number): string {
  if (column > 100) return `\n${' '.repeat(column)}`
  newLines[column] ??= `\n${' '.repeat(column)}`
  return newLines[column]
}
