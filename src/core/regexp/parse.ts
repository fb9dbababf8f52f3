import { type Cursor, parseClass, parseEscape, parseNamedSet, takeCodePoint } from './parse-set.ts'
import { type Assertion, type CodePointTest, type Node, RegexpError } from './syntax.ts'
import { checkHeight, checkSize, choice, hasTooManyCopies, literal, sequence } from './tree.ts'

/** What `(?i)`, `(?m)`, `(?s)` and `(?U)` switch. */
interface Flags {
  readonly fold: boolean
  readonly multiLine: boolean
  readonly dotAll: boolean
  readonly ungreedy: boolean
}

/** A group that is open: what was read of it. */
interface Frame {
  readonly choices: Node[]
  parts: Node[]
  /** To be restored when the group closes. */
  readonly outerFlags: Flags
  readonly capture: { readonly index: number; readonly name: string } | undefined
}

/** A parsed pattern. */
export interface Parsed {
  readonly tree: Node
  /** Names of the groups by index; '' for one without a name. Group 0 is the whole match. */
  readonly groups: readonly string[]
}

/** Parses a pattern as Go's `regexp.Compile` does. Throws a {@link RegexpError} for what Go refuses. */
export function parse(pattern: string): Parsed {
  if (!pattern.isWellFormed()) throw new RegexpError('invalid UTF-8', '')
  return new Parser(pattern).parse()
}

const noFlags: Flags = { fold: false, multiLine: false, dotAll: false, ungreedy: false }
const anyCharacter: CodePointTest = () => true
const notNewline: CodePointTest = (code) => code !== 0x0a

class Parser implements Cursor {
  readonly text: string
  at = 0
  #flags = noFlags
  #frame: Frame = { choices: [], parts: [], outerFlags: noFlags, capture: undefined }
  readonly #outer: Frame[] = []
  readonly #groups = ['']
  /** Start of the repetition operator just read: Go allows no two in a row. */
  #repeatedAt: number | undefined

  constructor(text: string) {
    this.text = text
  }

  parse(): Parsed {
    const text = this.text
    while (this.at < text.length) {
      const start = this.at
      const isRepetition = this.#parseOne(text.charAt(start))
      this.#repeatedAt = isRepetition ? start : undefined
    }
    if (this.#outer.length > 0) throw new RegexpError('missing closing )', text)
    const tree = this.#closeFrame()
    checkSize(tree, text)
    return { tree, groups: this.#groups }
  }

  /** Reads what starts at the current place; says whether it was a repetition operator. */
  #parseOne(char: string): boolean {
    switch (char) {
      case '(':
        this.#open()
        return false
      case ')':
        this.#close()
        return false
      case '|':
        this.at++
        this.#frame.choices.push(sequence(this.#frame.parts))
        this.#frame.parts = []
        return false
      case '^':
        this.at++
        this.#assert(this.#flags.multiLine ? 'line-start' : 'text-start')
        return false
      case '$':
        this.at++
        this.#assert(this.#flags.multiLine ? 'line-end' : 'text-end')
        return false
      case '.':
        this.at++
        this.#push({ kind: 'set', has: this.#flags.dotAll ? anyCharacter : notNewline, height: 1 })
        return false
      case '[':
        this.#push({ kind: 'set', has: parseClass(this, this.#flags.fold), height: 1 })
        return false
      case '*':
        return this.#repeat(this.at + 1, 0, Number.POSITIVE_INFINITY, false)
      case '+':
        return this.#repeat(this.at + 1, 1, Number.POSITIVE_INFINITY, false)
      case '?':
        return this.#repeat(this.at + 1, 0, 1, false)
      case '{':
        return this.#repeatCounted()
      case '\\':
        this.#backslash()
        return false
      default:
        this.#literal(takeCodePoint(this))
        return false
    }
  }

  #push(node: Node): void {
    this.#frame.parts.push(node)
  }

  #literal(code: number): void {
    this.#push(literal([code], this.#flags.fold))
  }

  #assert(what: Assertion): void {
    this.#push({ kind: 'assert', what, height: 1 })
  }

  #open(): void {
    const rest = this.text.slice(this.at, this.at + 4)
    if (!rest.startsWith('(?')) {
      this.at++
      this.#openFrame(this.#flags, this.#newGroup(''))
    } else if (rest === '(?P<' || rest.startsWith('(?<')) {
      this.#openNamed(rest === '(?P<' ? 4 : 3)
    } else {
      this.#openFlags()
    }
  }

  #openFrame(flags: Flags, capture: Frame['capture']): void {
    this.#outer.push(this.#frame)
    this.#frame = { choices: [], parts: [], outerFlags: this.#flags, capture }
    this.#flags = flags
  }

  #newGroup(name: string): { index: number; name: string } {
    this.#groups.push(name)
    return { index: this.#groups.length - 1, name }
  }

  #openNamed(prefix: number): void {
    const end = this.text.indexOf('>', this.at)
    const name = this.text.slice(this.at + prefix, end)
    if (end < 0 || !/^\w+$/.test(name)) {
      throw new RegexpError('invalid named capture', this.text.slice(this.at, end < 0 ? undefined : end + 1))
    }
    this.at = end + 1
    this.#openFrame(this.#flags, this.#newGroup(name))
  }

  /** `(?flags)`, `(?flags:` and `(?:`. */
  #openFlags(): void {
    const found = /^\(\?(?<on>[imsU]*)(?:-(?<off>[imsU]+))?(?<end>[:)])/.exec(this.text.slice(this.at))
    const { on = '', off = '', end } = found?.groups ?? {}
    if (found === null) {
      const wrong = /^\(\?[imsU]*(?:-[imsU]*)?.?/su.exec(this.text.slice(this.at))
      throw new RegexpError('invalid or unsupported Perl syntax', wrong?.[0] ?? '(?')
    }
    this.at += found[0].length
    const switched = (flag: string, was: boolean) => (was || on.includes(flag)) && !off.includes(flag)
    const flags: Flags = {
      fold: switched('i', this.#flags.fold),
      multiLine: switched('m', this.#flags.multiLine),
      dotAll: switched('s', this.#flags.dotAll),
      ungreedy: switched('U', this.#flags.ungreedy),
    }
    if (end === ':') this.#openFrame(flags, undefined)
    else this.#flags = flags
  }

  #close(): void {
    const outer = this.#outer.pop()
    if (outer === undefined) throw new RegexpError('unexpected )', this.text)
    this.at++
    const { capture, outerFlags } = this.#frame
    const part = this.#closeFrame()
    this.#frame = outer
    this.#flags = outerFlags
    const node: Node =
      capture === undefined ? part : { kind: 'group', part, ...capture, height: part.height + 1 }
    checkHeight(node, this.text)
    this.#push(node)
  }

  #closeFrame(): Node {
    const { choices, parts } = this.#frame
    const node = choice([...choices, sequence(parts)])
    checkHeight(node, this.text)
    return node
  }

  #repeatCounted(): boolean {
    const found = /^\{(0|[1-9]\d*)(,(0|[1-9]\d*)?)?\}/.exec(this.text.slice(this.at))
    if (found === null) {
      this.#literal(takeCodePoint(this))
      return false
    }
    const min = Number(found[1])
    const max =
      found[2] === undefined ? min : found[3] === undefined ? Number.POSITIVE_INFINITY : Number(found[3])
    if (min > 1000 || (max > 1000 && max !== Number.POSITIVE_INFINITY) || min > max) {
      throw new RegexpError('invalid repeat count', found[0])
    }
    return this.#repeat(this.at + found[0].length, min, max, true)
  }

  #repeat(operatorEnd: number, min: number, max: number, counted: boolean): true {
    const start = this.at
    const lazy = this.text.charAt(operatorEnd) === '?'
    const end = lazy ? operatorEnd + 1 : operatorEnd
    if (this.#repeatedAt !== undefined) {
      throw new RegexpError('invalid nested repetition operator', this.text.slice(this.#repeatedAt, end))
    }
    const part = this.#frame.parts.pop()
    if (part === undefined) {
      throw new RegexpError('missing argument to repetition operator', this.text.slice(start, end))
    }
    const greedy = lazy === this.#flags.ungreedy
    const node: Node = { kind: 'repeat', part, min, max, greedy, counted, height: part.height + 1 }
    checkHeight(node, this.text)
    if (counted && (min >= 2 || max >= 2) && hasTooManyCopies(node)) {
      throw new RegexpError('invalid repeat count', this.text.slice(start, end))
    }
    this.#push(node)
    this.at = end
    return true
  }

  #backslash(): void {
    const assertion = assertions[this.text.charAt(this.at + 1)]
    if (assertion !== undefined) {
      this.at += 2
      this.#assert(assertion)
      return
    }
    if (this.text.startsWith('\\Q', this.at)) {
      this.#quoted()
      return
    }
    const has = parseNamedSet(this, this.#flags.fold)
    if (has !== undefined) this.#push({ kind: 'set', has, height: 1 })
    else this.#literal(parseEscape(this))
  }

  /** `\Q ... \E`: all between is literal. */
  #quoted(): void {
    const start = this.at + 2
    const end = this.text.indexOf('\\E', start)
    for (const char of this.text.slice(start, end < 0 ? undefined : end))
      this.#literal(char.codePointAt(0) as number)
    this.at = end < 0 ? this.text.length : end + 2
  }
}

const assertions: Readonly<Record<string, Assertion>> = {
  A: 'text-start',
  z: 'text-end',
  b: 'word-edge',
  B: 'no-word-edge',
}
