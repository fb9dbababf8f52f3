/** Why a template could not be rendered, and where in its text. */
export class TemplateError extends Error {
  readonly phase: 'parse' | 'exec'
  /** Position in the text, in UTF-16 units. */
  readonly offset: number
  /** The name that is no function, when that is what is wrong. */
  readonly unknownFunction: string | undefined
  /** The variable that is not declared, when that is what is wrong. */
  readonly unknownVariable: string | undefined
  constructor(
    phase: 'parse' | 'exec',
    message: string,
    offset: number,
    unknown: { readonly function?: string; readonly variable?: string } = {},
  ) {
    super(message)
    this.name = 'TemplateError'
    this.phase = phase
    this.offset = offset
    this.unknownFunction = unknown.function
    this.unknownVariable = unknown.variable
  }
}

/** Line and column of an offset, both from 1; the column counts code points. */
export function positionOf(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset)
  const lineStart = before.lastIndexOf('\n') + 1
  const line = before.split('\n').length
  return { line, column: [...before.slice(lineStart)].length + 1 }
}
