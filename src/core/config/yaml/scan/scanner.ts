// Longer than other files, as all of it turns on one state: where in the nesting of the text the cursor stands.
import { scanBlock } from './block.ts'
import { Cursor, isBlank, isSpaceOrEnd } from './cursor.ts'
import { Directives } from './directive.ts'
import {
  closesNothing,
  colonWithoutKey,
  endBeforeStart,
  neverClosed,
  noKeyHere,
  noListHere,
  noStart,
  secondValue,
  surplusColon,
  tooDeep,
} from './errors.ts'
import { becomesKey, giveUp, isFresh, type KeyCandidate, noCandidate } from './keys.ts'
import { scanPlain } from './plain.ts'
import { scanName, scanTag } from './properties.ts'
import { scanQuoted } from './quoted.ts'
import type { Skeleton } from './skeleton.ts'
import { passLineComment, passSpace } from './space.ts'
import { type LeafStyle, StructureWriter } from './structure-writer.ts'

/** A flow collection that is open. */
interface OpenBracket {
  readonly sign: '[' | '{'
  readonly start: number
  /** Number of its token. */
  readonly token: number
  /** A `?` came and its colon did not yet. */
  explicitKey: boolean
  /** Nothing came behind the `?` of a list yet. */
  bareKey: boolean
}

/** A block collection that is open. */
interface Level {
  /** Column of the collection around it. */
  readonly outer: number
  /** A `?` came and its colon did not yet. */
  explicitKey: boolean
}

/** As yaml.v3. */
const deepestFlow = 10_000
/** yaml.v3 has 10,000 here too, but js-yaml's depth is that of the call stack. */
const deepestAtOnce = 400
/** yaml.v3 looks this many tokens past the end of the document it reads; an error there counts. */
const lookAhead = 3

/**
 * Splits a text as Go's yaml.v3 does, up to the end of the first document, and spells its structure for js-yaml.
 * All that is an error by the order of characters is one here; what is one by the order of values is js-yaml's.
 */
export class Scanner {
  readonly at: Cursor
  /** Where something else begins behind the first document. */
  restAt: number | undefined
  private readonly writer: StructureWriter
  private readonly directives = new Directives()

  private readonly brackets: OpenBracket[] = []
  private readonly levels: Level[] = []
  /** Column of the innermost block collection, -1 outside of all. */
  private indent = -1
  private inFlow = false
  /** Whether block collections ended behind the last indicator. */
  private closedLevels = false

  /** One for each open bracket, and one for outside. */
  private readonly keys: KeyCandidate[] = [noCandidate()]
  private key: KeyCandidate = this.keys[0] as KeyCandidate
  private keyAllowed = true

  /** Where the last scalar starts, and its line. */
  private lastLeaf = 0
  private lastLeafLine = -1
  /** Start of the line on which a value was complete last; nothing but a colon may follow it there. */
  private completeOn = -1

  /** How many tokens Go has counted; the first is the start of the stream. */
  private tokens = 1
  private phase: 'prolog' | 'content' | 'ended' = 'prolog'
  /** Set behind a scalar or flow collection at the top: it is the whole document unless a colon makes it a key. */
  private wholeRoot = false
  private rootToken = -1
  private lastToken = 0

  /** `withPlaces`: the skeleton can tell where its signs come from. */
  constructor(text: string, withPlaces = false) {
    this.at = new Cursor(text)
    this.writer = new StructureWriter(withPlaces)
  }

  /** Throws a {@link YamlError}. */
  scanFirstDocument(): Skeleton {
    if (this.at.text.charCodeAt(0) === 0xfeff) this.at.pos++
    while (this.scanToken() && (this.phase !== 'ended' || !this.seenEnough()));
    return this.writer.skeleton
  }

  private seenEnough(): boolean {
    if (this.tokens <= this.lastToken + lookAhead) return false
    const key = this.keys[0] as KeyCandidate
    const isFirst = key.token === this.lastToken + 1 || key.token === this.rootToken
    return !(key.possible && key.awaited && isFirst && isFresh(key, this.at))
  }

  /** One token; false at the end of the text. */
  private scanToken(): boolean {
    const { at } = this
    at.crossedBreak = false
    if (passSpace(at, this.inFlow, this.keyAllowed) && !this.inFlow) this.keyAllowed = true
    if (!this.inFlow && this.indent > at.pos - at.lineStart) this.closeLevels(at.pos - at.lineStart)
    const code = at.text.charCodeAt(at.pos)
    if (code === 0) {
      this.endOfText()
      return false
    }
    if (at.pos === at.lineStart) {
      if (code === 37) return this.directive()
      if (at.atDocumentMarker()) return this.documentMarker(code === 45)
    }
    if (this.phase === 'prolog') {
      this.directives.refuseContent(at.pos)
      this.enterContent()
    }
    const { pos } = at
    this.dispatch(code)
    if (this.phase === 'ended') this.restAt ??= pos
    return true
  }

  private dispatch(code: number): void {
    switch (code) {
      case 34: // "
      case 39: // '
        this.leaf('quoted')
        break
      case 91:
        this.openBracket('[')
        break
      case 123:
        this.openBracket('{')
        break
      case 93:
        this.closeBracket('[', ']')
        break
      case 125:
        this.closeBracket('{', '}')
        break
      case 44:
        this.comma()
        break
      case 45: // -
        if (this.standsAlone()) this.blockEntry()
        else this.leaf('plain')
        break
      case 63: // ?
        if (this.inFlow || this.standsAlone()) this.explicitKey()
        else this.leaf('plain')
        break
      case 58: // :
        if (this.inFlow || this.standsAlone()) this.colon()
        else this.leaf('plain')
        break
      case 42: // *
        this.leaf('alias')
        break
      case 38: // &
      case 33: // !
        this.property(code === 38)
        break
      case 124: // |
      case 62: // >
        if (this.inFlow) throw noStart(this.at)
        this.leaf('block')
        break
      case 9:
      case 37: // %
      case 64: // @
      case 96: // `
        throw noStart(this.at)
      default:
        this.leaf('plain')
    }
  }

  private standsAlone(): boolean {
    return isSpaceOrEnd(this.at.text.charCodeAt(this.at.pos + 1))
  }

  // Values

  private leaf(style: LeafStyle): void {
    const { at } = this
    this.startValue()
    const { pos, lineStart } = at
    if (style === 'block') {
      giveUp(this.key, at)
      this.keyAllowed = true
    } else {
      this.saveKey()
      this.keyAllowed = false
    }
    const value = this.scanValue(style)
    if (style === 'plain' && at.crossedBreak) this.keyAllowed = true
    this.tokens++
    const { writer } = this
    if (writer.active) {
      const isKey = writer.waits && this.colonFollows(lineStart)
      const inPlace = style === 'block' && !this.closedLevels
      writer.leaf(style, value, pos, at.pos, lineStart, isKey, inPlace)
      writer.endLine(at.crossedBreak ? lineStart : at.lineStart)
    }
    this.lastLeaf = pos
    this.lastLeafLine = lineStart
    this.endValue()
  }

  private scanValue(style: LeafStyle): string {
    switch (style) {
      case 'plain':
        return scanPlain(this.at, this.indent + 1, this.inFlow)
      case 'quoted':
        return scanQuoted(this.at)
      case 'block':
        return scanBlock(this.at, this.indent)
      case 'alias':
        return scanName(this.at)
    }
  }

  private property(isAnchor: boolean): void {
    const { at } = this
    this.startValue()
    this.saveKey()
    this.keyAllowed = false
    const { pos: start, lineStart } = at
    const anchor = isAnchor ? scanName(at) : undefined
    const tag = isAnchor ? undefined : scanTag(at, this.directives.handles)
    this.tokens++
    this.writer.property({ anchor, tag, start, lineStart })
    passLineComment(at)
  }

  private startValue(): void {
    if (this.wholeRoot) this.endIfWholeRoot()
    if (this.inFlow) (this.brackets[this.brackets.length - 1] as OpenBracket).bareKey = false
    else if (this.completeOn === this.at.lineStart && this.phase === 'content') throw secondValue(this.at)
  }

  private endValue(): void {
    const { at } = this
    if (this.indent === -1 && !this.inFlow && this.phase === 'content') this.wholeRoot = true
    if (at.crossedBreak) return
    this.completeOn = at.lineStart
    if (at.text.charCodeAt(at.pos) !== 10) passLineComment(at)
  }

  // Keys and their colons

  /** Notes that what starts here may be a key. */
  private saveKey(): void {
    if (!this.keyAllowed) return
    const { key, at } = this
    if (key.possible) giveUp(key, at)
    key.possible = true
    key.required = !this.inFlow && this.indent === at.pos - at.lineStart
    key.start = at.pos
    key.lineStart = at.lineStart
    key.token = this.tokens
    key.awaited = true
  }

  private colonFollows(lineStart: number): boolean {
    const { at } = this
    if (!this.key.possible || at.lineStart !== lineStart) return false
    let i = at.pos
    while (isBlank(at.text.charCodeAt(i))) i++
    return at.text.charCodeAt(i) === 58 && (this.inFlow || isSpaceOrEnd(at.text.charCodeAt(i + 1)))
  }

  private colon(): void {
    const { at, key } = this
    if (becomesKey(key, at)) {
      if (key.token === this.rootToken) throw secondValue(at)
      this.tokens += 2
      if (!this.inFlow) {
        this.openLevel(key.start - key.lineStart)
        ;(this.levels[this.levels.length - 1] as Level).explicitKey = false
      }
      this.wholeRoot = false
      key.possible = false
      this.keyAllowed = false
      this.completeOn = -1
      this.closedLevels = false
      this.writer.colon(at.pos, key.start)
    } else this.colonAlone()
    at.pos++
    if (at.text.charCodeAt(at.pos) !== 10) passLineComment(at)
  }

  /** A colon that does not follow its key on the same line. */
  private colonAlone(): void {
    const { at } = this
    this.endIfWholeRoot()
    if (!this.inFlow) {
      if (!this.keyAllowed) throw surplusColon(at, this.lastLeaf, this.lastLeafLine)
      this.openLevel(at.pos - at.lineStart)
    }
    const around = this.around()
    if (this.phase === 'content' && !around?.explicitKey) {
      const bracket = this.brackets[this.brackets.length - 1]
      throw bracket === undefined || bracket.start >= at.lineStart
        ? colonWithoutKey(at.pos)
        : neverClosed(bracket)
    }
    this.sign(':')
    if (around !== undefined) around.explicitKey = false
    this.keyAllowed = !this.inFlow
  }

  private explicitKey(): void {
    const { at } = this
    this.endIfWholeRoot()
    giveUp(this.key, at)
    if (!this.inFlow) {
      if (!this.keyAllowed) throw noKeyHere(at.pos)
      this.openLevel(at.pos - at.lineStart)
    }
    this.keyAllowed = !this.inFlow
    this.sign('?')
    const around = this.around()
    if (around !== undefined) {
      around.explicitKey = true
      if ('sign' in around) around.bareKey = around.sign === '['
    }
    at.pos++
    passLineComment(at)
  }

  /** The collection that the cursor is in. */
  private around(): OpenBracket | Level | undefined {
    return this.inFlow ? this.brackets[this.brackets.length - 1] : this.levels[this.levels.length - 1]
  }

  // Block collections

  private blockEntry(): void {
    const { at } = this
    this.endIfWholeRoot()
    if (!this.inFlow) {
      if (!this.keyAllowed) throw noListHere(at.pos)
      this.openLevel(at.pos - at.lineStart)
    }
    giveUp(this.key, at)
    this.keyAllowed = true
    this.sign('-')
    at.pos++
  }

  private openLevel(column: number): void {
    if (this.indent >= column) return
    this.levels.push({ outer: this.indent, explicitKey: false })
    this.indent = column
    this.tokens++
    if (this.levels.length > deepestAtOnce) throw tooDeep(this.at.pos, deepestAtOnce)
  }

  private closeLevels(column: number): void {
    if (this.indent <= column) return
    this.writer.flush()
    this.closedLevels = true
    while (this.indent > column) {
      this.indent = (this.levels.pop() as Level).outer
      this.tokens++
      if (this.indent === -1) this.endDocument(this.tokens - 1)
    }
  }

  // Flow collections

  private openBracket(sign: '[' | '{'): void {
    const { at, tokens: token } = this
    this.startValue()
    this.saveKey()
    if (this.brackets.length % deepestAtOnce === deepestAtOnce - 1)
      this.writer.spellApart(at.pos, at.lineStart)
    this.sign(sign, 'opens')
    this.brackets.push({ sign, start: at.pos, token, explicitKey: false, bareKey: false })
    if (this.brackets.length > deepestFlow) throw tooDeep(at.pos, deepestFlow)
    this.key = noCandidate()
    this.keys.push(this.key)
    this.keyAllowed = true
    this.inFlow = this.writer.inFlow = true
    at.pos++
    passLineComment(at)
  }

  private closeBracket(sign: '[' | '{', closing: ']' | '}'): void {
    const { at } = this
    this.endIfWholeRoot()
    giveUp(this.key, at)
    const open = this.brackets.pop()
    if (this.phase === 'content') {
      if (open === undefined) throw closesNothing(closing, at.pos)
      if (open.sign !== sign) throw neverClosed(open)
      if (open.bareKey) throw colonWithoutKey(at.pos)
    }
    this.writer.closeBracket(closing, at.pos, at.lineStart)
    this.tokens++
    if (open !== undefined) this.leaveBracket(open)
    this.keyAllowed = false
    at.pos++
    this.endValue()
  }

  private leaveBracket(open: OpenBracket): void {
    const depth = this.brackets.length
    this.inFlow = this.writer.inFlow = depth > 0
    const inner = this.keys.pop()
    this.key = this.keys[this.keys.length - 1] as KeyCandidate
    // Without a possible key inside, Go forgets that the collection itself may be one.
    if (inner?.token === 0 && this.key.token === open.token) this.key.awaited = false
    if (depth % deepestAtOnce === deepestAtOnce - 1) this.writer.rejoin()
  }

  private comma(): void {
    const { at } = this
    this.endIfWholeRoot()
    giveUp(this.key, at)
    this.keyAllowed = true
    this.sign(',')
    const bracket = this.brackets[this.brackets.length - 1]
    if (bracket !== undefined) bracket.explicitKey = false
    at.pos++
    passLineComment(at)
  }

  /** Writes an indicator. */
  private sign(sign: string, role?: 'opens'): void {
    const { at } = this
    if (this.inFlow) {
      const bracket = this.brackets[this.brackets.length - 1] as OpenBracket
      // Go takes what follows a `?` in a list for the key, whatever it is.
      if (bracket.bareKey && this.phase === 'content' && sign !== '-') throw colonWithoutKey(at.pos)
      bracket.bareKey = false
    }
    this.completeOn = -1
    this.closedLevels = false
    this.tokens++
    if (role === undefined) this.writer.sign(sign, at.pos, at.lineStart)
    else this.writer.openBracket(sign, at.pos, at.lineStart)
  }

  // Documents

  private enterContent(): void {
    this.phase = 'content'
    this.writer.active = true
  }

  private directive(): true {
    this.leaveContent()
    const wasProlog = this.phase === 'prolog'
    if (!wasProlog) this.endDocument(this.tokens - 1)
    this.directives.scan(this.at, wasProlog)
    this.tokens++
    return true
  }

  private documentMarker(starts: boolean): true {
    const { at } = this
    this.leaveContent()
    if (this.phase !== 'prolog') this.endDocument(this.tokens - 1)
    else if (starts) this.enterContent()
    else throw endBeforeStart(at.pos)
    at.pos += 3
    this.tokens++
    return true
  }

  private endOfText(): void {
    if (this.phase === 'prolog') this.directives.refuseContent(this.at.pos)
    this.leaveContent()
    this.writer.flush()
  }

  /** What comes next ends whatever was open. */
  private leaveContent(): void {
    const open = this.brackets[this.brackets.length - 1]
    if (open === undefined) this.closeLevels(-1)
    else if (this.phase !== 'ended') throw neverClosed(open)
    giveUp(this.key, this.at)
    this.keyAllowed = false
  }

  private endDocument(lastToken: number): void {
    if (this.phase === 'ended') return
    this.writer.flush()
    this.writer.active = false
    this.phase = 'ended'
    this.lastToken = lastToken
  }

  /** A scalar or flow collection at the top that no colon made a key is all of the document. */
  private endIfWholeRoot(): void {
    if (!this.wholeRoot) return
    this.wholeRoot = false
    if (this.key.possible && this.key.awaited) this.rootToken = this.key.token
    this.endDocument(this.tokens - 1)
  }
}
