/** How many columns of a terminal a text takes: two for wide signs of East Asia and emoji, none for marks on others. */
export function wordWidth(text: string): number {
  // Most texts are of signs that take one column each.
  if (/^[\x20-\x7e]*$/.test(text)) return text.length
  let width = 0
  for (const sign of text) width += isMark.test(sign) ? 0 : isWide(sign.codePointAt(0) as number) ? 2 : 1
  return width
}

const isMark = /^(?:\p{Mn}|\p{Me}|[\u200b-\u200d]|[\ufe00-\ufe0f])$/u

/** The ranges of Unicode's East_Asian_Width W and F, the gaps in them closed (UAX #11). */
const wide: readonly (readonly [from: number, to: number])[] = [
  [0x1100, 0x115f],
  [0x231a, 0x231b],
  [0x2e80, 0x303e],
  [0x3041, 0x33ff],
  [0x3400, 0x4dbf],
  [0x4e00, 0x9fff],
  [0xa000, 0xa4cf],
  [0xa960, 0xa97f],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe30, 0xfe6f],
  [0xff01, 0xff60],
  [0xffe0, 0xffe6],
  [0x1f300, 0x1f64f],
  [0x1f680, 0x1f6ff],
  [0x1f900, 0x1f9ff],
  [0x1fa70, 0x1faff],
  [0x20000, 0x3fffd],
]

function isWide(code: number): boolean {
  return wide.some(([from, to]) => code >= from && code <= to)
}
