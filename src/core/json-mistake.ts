const blanks = /[ \t\r\n]*/y
const text = /"(?:[^"\\\0-\x1f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"/y
const plain = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y

/** What may come next, at the top or inside of something. */
type Expected = 'value' | 'value or ]' | 'key' | 'key or }' | ':' | 'comma' | 'end'

/** Offset (in UTF-16 units) at which a text stops being JSON (RFC 8259); its length when only its end is missing. */
export function jsonMistake(json: string): number {
  const open: ('[' | '{')[] = []
  let expected: Expected = 'value'
  for (let at = skip(blanks, json, 0); ; at = skip(blanks, json, at)) {
    const sign = json.charAt(at)
    const after: Expected = open.length === 0 ? 'end' : 'comma'
    let next = at + 1
    if (expected === 'end' || sign === '') return at
    if (expected === ':') {
      if (sign !== ':') return at
      expected = 'value'
    } else if (sign === (open.at(-1) === '[' ? ']' : '}') && /comma|or/.test(expected) && open.length > 0) {
      open.pop()
      expected = open.length === 0 ? 'end' : 'comma'
    } else if (expected === 'comma') {
      if (sign !== ',') return at
      expected = open.at(-1) === '[' ? 'value' : 'key'
    } else if (expected.startsWith('key')) {
      next = skip(text, json, at)
      if (next === at) return at
      expected = ':'
    } else if (sign === '[' || sign === '{') {
      open.push(sign)
      expected = sign === '[' ? 'value or ]' : 'key or }'
    } else {
      next = skip(sign === '"' ? text : plain, json, at)
      if (next === at) return at
      expected = after
    }
    at = next
  }
}

/** The offset behind what matches, which is the same one when nothing does. */
function skip(pattern: RegExp, json: string, at: number): number {
  pattern.lastIndex = at
  return at + (pattern.exec(json)?.[0].length ?? 0)
}
