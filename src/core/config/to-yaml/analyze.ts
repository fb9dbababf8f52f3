import { isBlank, isBreak } from '../yaml/scan/cursor.ts'

/** How a text may be written, by what it is made of (the rules of yaml.v3's emitter). */
export interface ScalarAnalysis {
  readonly multiline: boolean
  readonly plainAllowed: boolean
  readonly singleQuotedAllowed: boolean
  readonly blockAllowed: boolean
}

/** Looks at every character of a text once. */
export function analyze(value: string): ScalarAnalysis {
  if (value === '') return empty
  let indicators = value.startsWith('---') || value.startsWith('...')
  let breaks = false
  let tabs = false
  let special = false
  let breakThenSpace = false
  let spaceThenBreak = false
  let afterSpace = false
  let afterBreak = false
  let afterWhite = true
  for (let i = 0; i < value.length; i++) {
    const code = value.charCodeAt(i)
    const beforeWhite = i + 1 >= value.length || isBlank(value.charCodeAt(i + 1))
    indicators ||= i === 0 ? startsLikeYaml(code, beforeWhite) : readsLikeYaml(code, beforeWhite, afterWhite)
    if (code === 9) tabs = true
    else if (!isPrintable(code)) special = true
    const isSpace = code === 32
    const atBreak = isBreak(code)
    breaks ||= atBreak
    breakThenSpace ||= isSpace && afterBreak
    spaceThenBreak ||= atBreak && afterSpace
    afterSpace = isSpace
    afterBreak = atBreak
    afterWhite = isBlank(code) || atBreak
  }
  const atEdge = [value.charCodeAt(0), value.charCodeAt(value.length - 1)]
  const looseEdge = atEdge.some((code) => code === 32 || isBreak(code))
  const unquotable = breakThenSpace || spaceThenBreak || tabs || special
  return {
    multiline: breaks,
    plainAllowed: !(looseEdge || unquotable || breaks || indicators),
    singleQuotedAllowed: !unquotable,
    blockAllowed: !(value.endsWith(' ') || spaceThenBreak || special),
  }
}

const empty: ScalarAnalysis = {
  multiline: false,
  plainAllowed: true,
  singleQuotedAllowed: true,
  blockAllowed: false,
}

/** Characters that mean something to YAML at the start of a value. */
function startsLikeYaml(code: number, beforeWhite: boolean): boolean {
  switch (code) {
    case 63: // ?
    case 58: // :
    case 45: // -
      return beforeWhite
    default:
      return '#,[]{}&*!|>\'"%@`'.includes(String.fromCharCode(code))
  }
}

/** Characters that mean something to YAML within a value. */
function readsLikeYaml(code: number, beforeWhite: boolean, afterWhite: boolean): boolean {
  return (code === 58 && beforeWhite) || (code === 35 && afterWhite)
}

/** What yaml.v3 writes as it is; characters beyond the basic plane are surrogates here and not among them. */
export function isPrintable(code: number): boolean {
  if (code < 0x7f) return code >= 0x20 || code === 10
  return (code >= 0xa0 && code < 0xd800) || (code >= 0xe000 && code <= 0xfffd && code !== 0xfeff)
}
