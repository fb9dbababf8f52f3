/**
 * The order in which yaml.v3 writes the keys of a map: as people count, `9` before `10`, letters behind everything
 * else, except that within a number they come first.
 */
export function compareKeys(a: string, b: string): number {
  const left = [...a]
  const right = [...b]
  let inNumber = false
  for (let i = 0; i < left.length && i < right.length; i++) {
    const l = left[i] as string
    const r = right[i] as string
    if (l === r) {
      inNumber = isDigit(l)
      continue
    }
    const leftLetter = isLetter(l)
    const rightLetter = isLetter(r)
    if (leftLetter && rightLetter) return byCode(l, r)
    if (leftLetter || rightLetter) return leftLetter === inNumber ? -1 : 1
    return compareNumbers(left, right, i)
  }
  return left.length - right.length
}

/** Both differ at `i`, and neither has a letter there. */
function compareNumbers(left: readonly string[], right: readonly string[], i: number): number {
  const start = hasNumberBefore(left, i) && (left[i] === '0' || right[i] === '0') ? 1n : 0n
  const [leftValue, leftEnd] = readNumber(left, i, start)
  const [rightValue, rightEnd] = readNumber(right, i, start)
  if (leftValue !== rightValue) return leftValue < rightValue ? -1 : 1
  if (leftEnd !== rightEnd) return leftEnd - rightEnd
  return byCode(left[i] as string, right[i] as string)
}

function hasNumberBefore(chars: readonly string[], i: number): boolean {
  for (let j = i - 1; j >= 0 && isDigit(chars[j] as string); j--) if (chars[j] !== '0') return true
  return false
}

/** In 64 bits, as in Go: longer numbers wrap around. */
function readNumber(chars: readonly string[], from: number, start: bigint): [value: bigint, end: number] {
  let value = start
  let i = from
  for (; i < chars.length && isDigit(chars[i] as string); i++) {
    value = BigInt.asIntN(64, value * 10n + BigInt((chars[i] as string).codePointAt(0) as number) - 48n)
  }
  return [value, i]
}

function byCode(a: string, b: string): number {
  return (a.codePointAt(0) as number) - (b.codePointAt(0) as number)
}

function isDigit(char: string): boolean {
  return /^\p{Nd}$/u.test(char)
}

function isLetter(char: string): boolean {
  return /^\p{L}$/u.test(char)
}
