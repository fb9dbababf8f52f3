/** Turns places in a text into line and column, both from 1; columns count code points. */
export class Positions {
  private readonly text: string
  private lineStarts: number[] | undefined

  constructor(text: string) {
    this.text = text
  }

  /** Line and column of a place, counted in UTF-16 units. */
  of(offset: number): [line: number, column: number] {
    this.lineStarts ??= lineStartsOf(this.text)
    const line = lastNotAfter(this.lineStarts, offset)
    const lineStart = this.lineStarts[line] as number
    let column = offset - lineStart + 1
    for (let i = lineStart + 1; i < offset; i++) if (isPair(this.text, i)) column--
    return [line + 1, column]
  }
}

function isPair(text: string, i: number): boolean {
  const code = text.charCodeAt(i)
  if (code < 0xdc00 || code > 0xdfff) return false
  const before = text.charCodeAt(i - 1)
  return before >= 0xd800 && before <= 0xdbff
}

/** Lines end with LF, CR LF or CR, as editors count them. */
function lineStartsOf(text: string): number[] {
  const starts = [0]
  const hasReturns = text.includes('\r')
  for (let i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) starts.push(i + 1)
  if (!hasReturns) return starts
  for (let i = text.indexOf('\r'); i >= 0; i = text.indexOf('\r', i + 1)) {
    if (text.charCodeAt(i + 1) !== 10) starts.push(i + 1)
  }
  return starts.sort((a, b) => a - b)
}

function lastNotAfter(sorted: readonly number[], value: number): number {
  let low = 0
  let high = sorted.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((sorted[middle] as number) <= value) low = middle
    else high = middle - 1
  }
  return low
}
