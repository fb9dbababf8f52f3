import { bySource, not, ofRanges, type Range } from './char-set.ts'
import type { CodePointTest } from './syntax.ts'

const digit: Range = [0x30, 0x39]
const upper: Range = [0x41, 0x5a]
const lower: Range = [0x61, 0x7a]
const whole: Range = [0, 0x10ffff]

/** `\d`, `\s`, `\w`: ASCII only in Go, and `\s` is without the vertical tab. */
const perl: Readonly<Record<string, readonly Range[]>> = {
  d: [digit],
  s: [
    [0x09, 0x0a],
    [0x0c, 0x0d],
    [0x20, 0x20],
  ],
  w: [digit, upper, [0x5f, 0x5f], lower],
}

/** `[:alpha:]` and its like; ASCII only. */
const posix: Readonly<Record<string, readonly Range[]>> = {
  alnum: [digit, upper, lower],
  alpha: [upper, lower],
  ascii: [[0, 0x7f]],
  blank: [
    [0x09, 0x09],
    [0x20, 0x20],
  ],
  cntrl: [
    [0, 0x1f],
    [0x7f, 0x7f],
  ],
  digit: [digit],
  graph: [[0x21, 0x7e]],
  lower: [lower],
  print: [[0x20, 0x7e]],
  punct: [
    [0x21, 0x2f],
    [0x3a, 0x40],
    [0x5b, 0x60],
    [0x7b, 0x7e],
  ],
  space: [
    [0x09, 0x0d],
    [0x20, 0x20],
  ],
  upper: [upper],
  word: [digit, upper, [0x5f, 0x5f], lower],
  xdigit: [digit, [0x41, 0x46], [0x61, 0x66]],
}

/** The set of `\d`, `\S` ..., by its letter; undefined when there is none of that name. */
export function perlSet(letter: string, fold: boolean): CodePointTest | undefined {
  const small = letter.toLowerCase()
  return namedSet(perl, small, letter !== small, fold)
}

/** The set of `[:name:]` or `[:^name:]`. */
export function posixSet(name: string, fold: boolean): CodePointTest | undefined {
  const negated = name.startsWith('^')
  return namedSet(posix, negated ? name.slice(1) : name, negated, fold)
}

function namedSet(
  sets: Readonly<Record<string, readonly Range[]>>,
  name: string,
  negated: boolean,
  fold: boolean,
): CodePointTest | undefined {
  const ranges = Object.hasOwn(sets, name) ? sets[name] : undefined
  if (ranges === undefined) return undefined
  const has = ofRanges(ranges, fold)
  return negated ? not(has) : has
}

/**
 * The set of `\p{name}`: a general category, a script of one word, `Any`, `Assigned` or `ASCII`; letter case, blanks,
 * hyphens and underscores of the name do not matter (Go 1.25 and later).
 */
export function unicodeSet(name: string, fold: boolean): CodePointTest | undefined {
  const key = name.replace(/[-_ ]/g, '').toLowerCase()
  if (!/^[a-z]+$/.test(key)) return undefined
  if (key === 'any') return ofRanges([whole], false)
  if (key === 'ascii') return ofRanges([[0, 0x7f]], fold)
  if (key === 'assigned') return bySource('\\P{Cn}', false)
  const category = categoryNames.get(key) ?? (key.length <= 2 ? capitalised(key) : undefined)
  if (category !== undefined) {
    const short = category === 'Lc' ? 'LC' : category
    const has = tryProperty(`\\p{gc=${short}}`, fold && foldedCategories.has(short))
    if (has !== undefined) return has
  }
  // JavaScript also knows the four-letter codes of scripts and the script of what is in none, Go does not.
  if (key === 'unknown' || (key.length === 4 && !fourLetterScripts.has(key))) return undefined
  return tryProperty(`\\p{Script=${capitalised(key)}}`, fold && foldedScripts.has(key))
}

function tryProperty(source: string, fold: boolean): CodePointTest | undefined {
  try {
    return bySource(source, fold)
  } catch {
    return undefined
  }
}

function capitalised(key: string): string {
  return key.charAt(0).toUpperCase() + key.slice(1)
}

/** Those to which Go adds the other letter cases; the others are closed under case, or are left as they are. */
const foldedCategories: ReadonlySet<string> = new Set(['L', 'Ll', 'Lt', 'Lu', 'M', 'Mn'])
const foldedScripts: ReadonlySet<string> = new Set(['common', 'greek', 'inherited'])
const fourLetterScripts: ReadonlySet<string> = new Set([
  'ahom',
  'cham',
  'kawi',
  'lisu',
  'miao',
  'modi',
  'newa',
  'thai',
  'toto',
])

/** Long names of the general categories, without underscores, to the short ones. */
const categoryNames: ReadonlyMap<string, string> = new Map(
  Object.entries({
    casedletter: 'LC',
    closepunctuation: 'Pe',
    combiningmark: 'M',
    connectorpunctuation: 'Pc',
    control: 'Cc',
    cntrl: 'Cc',
    currencysymbol: 'Sc',
    dashpunctuation: 'Pd',
    decimalnumber: 'Nd',
    digit: 'Nd',
    enclosingmark: 'Me',
    finalpunctuation: 'Pf',
    format: 'Cf',
    initialpunctuation: 'Pi',
    letter: 'L',
    letternumber: 'Nl',
    lineseparator: 'Zl',
    lowercaseletter: 'Ll',
    mark: 'M',
    mathsymbol: 'Sm',
    modifierletter: 'Lm',
    modifiersymbol: 'Sk',
    nonspacingmark: 'Mn',
    number: 'N',
    openpunctuation: 'Ps',
    other: 'C',
    otherletter: 'Lo',
    othernumber: 'No',
    otherpunctuation: 'Po',
    othersymbol: 'So',
    paragraphseparator: 'Zp',
    privateuse: 'Co',
    punct: 'P',
    punctuation: 'P',
    separator: 'Z',
    spaceseparator: 'Zs',
    spacingmark: 'Mc',
    surrogate: 'Cs',
    symbol: 'S',
    titlecaseletter: 'Lt',
    unassigned: 'Cn',
    uppercaseletter: 'Lu',
  }),
)
