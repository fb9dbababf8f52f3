// Longer than other files, as all parts of it turn on the same state: where in the nesting the cursor stands.
import { YamlNode } from '../node.ts'
import { YamlError } from '../yaml-error.ts'
import { scanBlock } from './block.ts'
import { Cursor, isBlank, isSpaceOrEnd } from './cursor.ts'
import { Directives } from './directive.ts'
import { becomesKey, giveUp, isFresh, type KeyCandidate, noCandidate } from './keys.ts'
import { scanPlain } from './plain.ts'
import { given, scanName, scanTag } from './properties.ts'
import { scanQuoted } from './quoted.ts'
import { type Properties, Skeleton } from './skeleton.ts'
import { passLineComment, passSpace } from './space.ts'

/** A flow collection that is open. */
interface OpenBracket {
  readonly sign: '[' | '{'
  readonly start: number
  /** Number of its token. */
  readonly token: number
  /** A `?` came and its colon did not yet. */
  explicitKey: boolean
  /** Nothing came behind the `?` yet. */
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
/** More would need gigabytes of memory; yaml.v3 has no such limit. */
const mostTokens = 10_000_000
/** yaml.v3 looks this many tokens past the end of the document it reads; an error there counts. */
const lookAhead = 3

/**
 * Splits a text as Go's yaml.v3 does, up to the end of the first document, and spells its structure for js-yaml.
 * All that is an error by the order of characters is one here; what is one by the order of values is js-yaml's.
 */
export class Scanner {
  skeleton: Skeleton
  readonly at: Cursor
  private readonly directives = new Directives()
  private readonly outerSkeletons: Skeleton[] = []
  private readonly withPlaces: boolean

  private readonly brackets: OpenBracket[] = []
  private readonly levels: Level[] = []
  /** Column of the innermost block collection, -1 outside of all. */
  private indent = -1
  private inFlow = false

  /** One for each open bracket, and one for outside. */
  private readonly keys: KeyCandidate[] = [noCandidate()]
  private key: KeyCandidate = this.keys[0] as KeyCandidate
  private keyAllowed = true

  /** How many tokens Go has counted; the first is the start of the stream. */
  private tokens = 1
  private phase: 'prolog' | 'content' | 'ended' = 'prolog'
  /** Set behind a scalar or flow collection at the top: it is the whole document unless a colon makes it a key. */
  private wholeRoot = false
  private rootToken = -1
  private lastToken = 0

  /** Anchors and tags that wait for their value. */
  private pending: Properties[] = []
  /** Start of the line on which a value was complete last; nothing but a colon may follow it there. */
  private completeOn = -1
  /** Whether block collections ended behind the last indicator. */
  private closedLevels = false

  constructor(text: string, withPlaces = false) {
    this.at = new Cursor(text)
    this.withPlaces = withPlaces
    this.skeleton = new Skeleton(withPlaces)
  }

  /** Throws a {@link YamlError}. */
  scanFirstDocument(): void {
    if (this.at.text.charCodeAt(0) === 0xfeff) this.at.pos++
    while (this.scanToken() && !this.seenEnough());
  }

  /** Where something else begins behind the first document. */
  restAt: number | undefined

  private seenEnough(): boolean {
    if (this.phase !== 'ended') {
      if (this.tokens > mostTokens)
        throw new YamlError('yaml-size', this.at.pos, 'The text has too many values')
      return false
    }
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
    if (!this.inFlow) this.closeLevels(at.pos - at.lineStart)
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
      this.phase = 'content'
    }
    const { pos } = at
    this.dispatch(code)
    if (this.phase === 'ended') this.restAt ??= pos
    return true
  }

  private dispatch(code: number): void {
    const { at } = this
    const isIndicator = this.inFlow || isSpaceOrEnd(at.text.charCodeAt(at.pos + 1))
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
        this.closeBracket('[')
        break
      case 125:
        this.closeBracket('{')
        break
      case 44:
        this.comma()
        break
      case 45: // -
        if (isSpaceOrEnd(at.text.charCodeAt(at.pos + 1))) this.blockEntry()
        else this.leaf('plain')
        break
      case 63: // ?
        if (isIndicator) this.explicitKey()
        else this.leaf('plain')
        break
      case 58: // :
        if (isIndicator) this.colon()
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
        if (this.inFlow) throw noStart(at)
        this.leaf('block')
        break
      case 9:
      case 37: // %
      case 64: // @
      case 96: // `
        throw noStart(at)
      default:
        this.leaf('plain')
    }
  }

  // Scalars and aliases

  private leaf(style: 'plain' | 'quoted' | 'block' | 'alias'): void {
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
    if (this.phase === 'content') this.putLeaf(style, value, pos, lineStart)
    this.endValue()
  }

  private scanValue(style: 'plain' | 'quoted' | 'block' | 'alias'): string {
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

  private putLeaf(style: string, value: string, start: number, lineStart: number): void {
    const { at, skeleton } = this
    const own = this.pending.length === 0 ? undefined : this.ownProperties(style, lineStart)
    const implicit = style === 'plain' ? (value === '<<' ? '!!merge' : undefined) : '!!str'
    const kind = style === 'alias' ? 'alias' : 'scalar'
    skeleton.leaves.push(new YamlNode(kind, start, given(own?.tag) ?? implicit, value, own?.anchor))
    // A block scalar may stand at any column: where it belongs to the indicator before, it is spelled behind that.
    if (style === 'block' && own === undefined && !this.closedLevels) skeleton.continueOn(lineStart)
    if (own === undefined) this.write("''", start, lineStart)
    else this.write("''", own.start, own.lineStart)
    skeleton.continueOn(at.crossedBreak ? lineStart : at.lineStart)
  }

  // Anchors and tags

  private property(isAnchor: boolean): void {
    const { at } = this
    this.startValue()
    this.saveKey()
    this.keyAllowed = false
    const { pos: start, lineStart } = at
    const anchor = isAnchor ? scanName(at) : undefined
    const tag = isAnchor ? undefined : scanTag(at, this.directives.handles)
    this.tokens++
    const last = this.pending[this.pending.length - 1]
    const next = { anchor, tag, start, lineStart }
    if (last === undefined || last.lineStart !== lineStart || !complete(last, next)) this.pending.push(next)
    passLineComment(at)
  }

  /** Of properties on lines above, those of a key belong to the mapping that the key starts. */
  private ownProperties(style: string, lineStart: number): Properties | undefined {
    const isKey = this.colonFollows(lineStart)
    const own = this.pending.pop() as Properties
    const isAbove = isKey && own.lineStart !== lineStart
    if (isAbove) this.pending.push(own)
    const rest = this.pending.length
    if (rest > 1 || (rest === 1 && !isKey) || (style === 'alias' && !isAbove)) throw misplaced(own.start)
    this.flushProperties()
    return isAbove ? undefined : own
  }

  private colonFollows(lineStart: number): boolean {
    const { at } = this
    if (!this.key.possible || at.lineStart !== lineStart) return false
    let i = at.pos
    while (isBlank(at.text.charCodeAt(i))) i++
    return at.text.charCodeAt(i) === 58 && (this.inFlow || isSpaceOrEnd(at.text.charCodeAt(i + 1)))
  }

  /** `&a : value`: the key is an empty scalar that has nothing but properties. */
  private putKeyOfPropertiesAlone(): void {
    const last = this.pending[this.pending.length - 1]
    if (last === undefined || last.start !== this.key.start || this.phase !== 'content') return
    this.pending.pop()
    this.flushProperties()
    this.skeleton.leaves.push(new YamlNode('scalar', last.start, given(last.tag), '', last.anchor))
    this.write("''", last.start, last.lineStart)
  }

  /** Writes the properties that belong to no scalar. */
  private flushProperties(): void {
    if (this.pending.length === 0) return
    const [first, second] = this.pending
    if (first !== undefined && second !== undefined && complete(first, second)) this.pending = [first]
    if (this.phase === 'content') {
      for (const each of this.pending) {
        this.skeleton.properties.push(each)
        this.write('!p', each.start, each.lineStart)
      }
    }
    this.pending = []
  }

  // Block collections

  private blockEntry(): void {
    const { at } = this
    this.endIfWholeRoot()
    if (!this.inFlow) {
      if (!this.keyAllowed) {
        const help = 'Start the list on a line of its own'
        throw new YamlError('yaml-syntax', at.pos, '`- ` starts a list where none can start', help)
      }
      this.openLevel(at.pos - at.lineStart)
    }
    giveUp(this.key, at)
    this.keyAllowed = true
    this.put('-')
    at.pos++
  }

  private explicitKey(): void {
    const { at } = this
    this.endIfWholeRoot()
    giveUp(this.key, at)
    if (!this.inFlow) {
      if (!this.keyAllowed)
        throw new YamlError('yaml-syntax', at.pos, '`?` starts a key where none can start')
      this.openLevel(at.pos - at.lineStart)
    }
    this.keyAllowed = !this.inFlow
    this.put('?')
    const around = this.inFlow ? this.brackets[this.brackets.length - 1] : this.levels[this.levels.length - 1]
    if (around !== undefined) {
      around.explicitKey = true
      if ('sign' in around) around.bareKey = around.sign === '['
    }
    at.pos++
    passLineComment(at)
  }

  private colon(): void {
    const { at, key } = this
    if (becomesKey(key, at)) {
      if (key.token === this.rootToken) throw secondValue(at)
      this.tokens += 2
      if (!this.inFlow) this.openLevel(key.start - key.lineStart)
      this.wholeRoot = false
      if (this.pending.length > 0) {
        this.putKeyOfPropertiesAlone()
        this.flushProperties()
      }
      key.possible = false
      this.keyAllowed = false
      this.completeOn = -1
      this.closedLevels = false
      if (this.phase === 'content') this.skeleton.putColon(at.pos)
      if (!this.inFlow) (this.levels[this.levels.length - 1] as Level).explicitKey = false
    } else this.colonAlone()
    at.pos++
    passLineComment(at)
  }

  /** A colon that does not follow its key on the same line. */
  private colonAlone(): void {
    const { at } = this
    this.endIfWholeRoot()
    if (!this.inFlow) {
      if (!this.keyAllowed) {
        const help =
          'Put the value in quotes if the colon belongs to it, else start the key on a line of its own'
        throw new YamlError('yaml-syntax', at.pos, '`:` is a second one on its line', help)
      }
      this.openLevel(at.pos - at.lineStart)
    }
    const around = this.inFlow ? this.brackets[this.brackets.length - 1] : this.levels[this.levels.length - 1]
    if (this.phase === 'content' && !around?.explicitKey) throw colonWithoutKey(at.pos)
    this.put(':')
    if (around !== undefined) around.explicitKey = false
    this.keyAllowed = !this.inFlow
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
    this.flushProperties()
    this.closedLevels = true
    while (this.indent > column) {
      this.indent = (this.levels.pop() as Level).outer
      this.tokens++
      if (this.indent === -1) this.endDocument(this.tokens - 1)
    }
  }

  // Flow collections

  private openBracket(sign: '[' | '{'): void {
    const { at } = this
    this.startValue()
    this.saveKey()
    if (this.brackets.length % deepestAtOnce === deepestAtOnce - 1) this.spellApart()
    const token = this.tokens
    this.put(sign)
    this.brackets.push({ sign, start: at.pos, token, explicitKey: false, bareKey: false })
    if (this.brackets.length > deepestFlow) throw tooDeep(at.pos, deepestFlow)
    this.key = noCandidate()
    this.keys.push(this.key)
    this.keyAllowed = true
    this.inFlow = true
    at.pos++
    passLineComment(at)
  }

  private closeBracket(sign: '[' | '{'): void {
    const { at } = this
    this.endIfWholeRoot()
    giveUp(this.key, at)
    const open = this.brackets[this.brackets.length - 1]
    if (this.phase === 'content') this.putClosing(sign, open)
    this.tokens++
    if (open !== undefined) {
      this.brackets.pop()
      this.inFlow = this.brackets.length > 0
      const inner = this.keys.pop()
      this.key = this.keys[this.keys.length - 1] as KeyCandidate
      // Without a possible key inside, Go forgets that the collection itself may be one.
      if (inner?.token === 0 && this.key.token === open.token) this.key.awaited = false
      if (this.outerSkeletons.length > 0 && this.brackets.length % deepestAtOnce === deepestAtOnce - 1) {
        this.skeleton = this.outerSkeletons.pop() ?? this.skeleton
      }
    }
    this.keyAllowed = false
    at.pos++
    this.endValue()
  }

  private putClosing(sign: '[' | '{', open: OpenBracket | undefined): void {
    const { at } = this
    const closing = sign === '[' ? ']' : '}'
    if (open === undefined) {
      const help = 'Remove it, or put the value in quotes'
      throw new YamlError('yaml-bracket', at.pos, `\`${closing}\` closes nothing`, help)
    }
    if (open.sign !== sign) throw neverClosed(open)
    if (open.bareKey) throw colonWithoutKey(at.pos)
    this.flushProperties()
    this.skeleton.putInFlow(closing, at.pos, at.lineStart)
  }

  private comma(): void {
    const { at } = this
    this.endIfWholeRoot()
    giveUp(this.key, at)
    this.keyAllowed = true
    this.put(',')
    const bracket = this.brackets[this.brackets.length - 1]
    if (bracket !== undefined) bracket.explicitKey = false
    at.pos++
    passLineComment(at)
  }

  /** Starts a spelling of its own for the collection that opens here. */
  private spellApart(): void {
    if (this.phase !== 'content') return
    this.flushProperties()
    const apart = new Skeleton(this.withPlaces)
    this.skeleton.leaves.push(apart)
    this.write("''", this.at.pos, this.at.lineStart)
    this.outerSkeletons.push(this.skeleton)
    this.skeleton = apart
  }

  // Values in general

  private startValue(): void {
    this.endIfWholeRoot()
    const bracket = this.brackets[this.brackets.length - 1]
    if (bracket !== undefined) bracket.bareKey = false
    else if (this.completeOn === this.at.lineStart && this.phase === 'content') throw secondValue(this.at)
  }

  private endValue(): void {
    const { at } = this
    if (this.indent === -1 && !this.inFlow && this.phase === 'content') this.wholeRoot = true
    if (at.crossedBreak) return
    this.completeOn = at.lineStart
    passLineComment(at)
  }

  /** Notes that what starts here may be a key. */
  private saveKey(): void {
    if (!this.keyAllowed) return
    const { key, at } = this
    giveUp(key, at)
    key.possible = true
    key.required = !this.inFlow && this.indent === at.pos - at.lineStart
    key.start = at.pos
    key.lineStart = at.lineStart
    key.token = this.tokens
    key.awaited = true
  }

  /** Writes an indicator. */
  private put(sign: string): void {
    const bracket = this.brackets[this.brackets.length - 1]
    if (bracket?.bareKey) {
      if (this.phase === 'content' && (sign === ',' || sign === ':')) throw colonWithoutKey(this.at.pos)
      bracket.bareKey = false
    }
    this.completeOn = -1
    this.closedLevels = false
    this.flushProperties()
    this.tokens++
    if (this.phase === 'content') this.write(sign, this.at.pos, this.at.lineStart)
  }

  private write(sign: string, pos: number, lineStart: number): void {
    if (this.inFlow) this.skeleton.putInFlow(sign, pos, lineStart)
    else this.skeleton.put(sign, pos, lineStart)
  }

  // Documents

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
    else if (starts) this.phase = 'content'
    else {
      const help = 'Remove it, or put the content above it'
      throw new YamlError('yaml-syntax', at.pos, '`...` ends a document before it began', help)
    }
    at.pos += 3
    this.tokens++
    return true
  }

  private endOfText(): void {
    if (this.phase === 'prolog') this.directives.refuseContent(this.at.pos)
    this.leaveContent()
    this.flushProperties()
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
    this.flushProperties()
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

/** Adds a property to the other one of the same value; false when both have an anchor, or both a tag. */
function complete(first: Properties, second: Properties): boolean {
  if (first.anchor !== undefined && second.anchor !== undefined) return false
  if (first.tag !== undefined && second.tag !== undefined) return false
  first.anchor ??= second.anchor
  first.tag ??= second.tag
  return true
}

function misplaced(offset: number): YamlError {
  return new YamlError('yaml-property', offset, 'An anchor or tag stands where it belongs to nothing')
}

function noStart({ text, pos }: Cursor): YamlError {
  if (text.charCodeAt(pos) === 9) {
    return new YamlError('yaml-tab', pos, 'A tab stands where only blanks may', 'Replace the tab by blanks')
  }
  const message = `\`${text.charAt(pos)}\` cannot start a value`
  return new YamlError('yaml-character', pos, message, 'Put the value in quotes')
}

function secondValue({ text, pos }: Cursor): YamlError {
  const word = /^\S{1,30}/.exec(text.slice(pos, pos + 30))?.[0]
  const help = 'Put the whole value in quotes'
  return new YamlError('yaml-syntax', pos, `\`${word}\` stands behind a value that is complete`, help)
}

function colonWithoutKey(offset: number): YamlError {
  const help = 'Write the key before the colon, or put the text in quotes'
  return new YamlError('yaml-syntax', offset, '`:` has no key before it', help)
}

function neverClosed({ sign, start }: OpenBracket): YamlError {
  const help = `Close it with ${sign === '[' ? ']' : '}'}, or put the value in quotes`
  return new YamlError('yaml-bracket', start, `\`${sign}\` is never closed`, help)
}

function tooDeep(offset: number, limit: number): YamlError {
  return new YamlError('yaml-depth', offset, `Collections are nested more than ${limit} deep`)
}
