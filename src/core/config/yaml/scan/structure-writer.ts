import { YamlNode } from '../node.ts'
import { misplacedProperty, tooMany } from './errors.ts'
import { given } from './properties.ts'
import { type Properties, Skeleton } from './skeleton.ts'

export type LeafStyle = 'plain' | 'quoted' | 'block' | 'alias'

/** More would need gigabytes of memory; yaml.v3 has no such limit. */
const mostLeaves = 5_000_000

/** Spells the structure of a text as the scanner finds it; anchors and tags wait here for their value. */
export class StructureWriter {
  skeleton: Skeleton
  /** Nothing is spelled outside of the first document. */
  active = false
  /** Whether what comes next is part of a flow collection. */
  inFlow = false
  private pending: Properties[] = []
  private readonly outer: Skeleton[] = []
  private readonly withPlaces: boolean

  constructor(withPlaces: boolean) {
    this.withPlaces = withPlaces
    this.skeleton = new Skeleton(withPlaces)
  }

  /** Whether an anchor or tag waits for its value. */
  get waits(): boolean {
    return this.pending.length > 0
  }

  sign(sign: string, start: number, lineStart: number): void {
    if (this.pending.length > 0) this.flush()
    if (this.active) this.write(sign, start, lineStart)
  }

  /** The bracket that begins a flow collection. */
  openBracket(sign: string, start: number, lineStart: number): void {
    this.sign(sign, start, lineStart)
    if (this.active) this.skeleton.open(start)
  }

  /** The bracket that ends a flow collection. */
  closeBracket(sign: string, start: number, lineStart: number): void {
    this.sign(sign, start, lineStart)
    if (this.active) this.skeleton.close(start + 1)
  }

  /** A colon directly behind its key; `keyStart` tells a key that is nothing but an anchor or tag. */
  colon(pos: number, keyStart: number): void {
    if (this.pending.length > 0) this.keyOfPropertiesAlone(keyStart)
    if (this.active) this.skeleton.putColon(pos)
  }

  /**
   * A scalar or alias. `isKey`: a colon follows; `inPlace`: a block scalar that belongs to the indicator before,
   * whatever column it stands at.
   */
  leaf(
    style: LeafStyle,
    value: string,
    start: number,
    end: number,
    lineStart: number,
    isKey: boolean,
    inPlace: boolean,
  ): void {
    const { skeleton } = this
    const own = this.pending.length === 0 ? undefined : this.takeProperties(style, lineStart, isKey)
    const tag = own === undefined ? undefined : given(own.tag)
    const implicit = style === 'plain' ? (value === '<<' ? '!!merge' : undefined) : '!!str'
    const kind = style === 'alias' ? 'alias' : 'scalar'
    const node = new YamlNode(kind, start, tag ?? implicit, value, own?.anchor)
    node.end = end
    if (skeleton.leaves.push(node) > mostLeaves) throw tooMany(start)
    if (inPlace && own === undefined) skeleton.continueOn(lineStart)
    if (own === undefined) this.write("''", start, lineStart)
    else this.write("''", own.start, own.lineStart)
  }

  /** The line, in the text, on which the scalar ended that was written last. */
  endLine(lineStart: number): void {
    this.skeleton.continueOn(lineStart)
  }

  property(next: Properties): void {
    const last = this.pending[this.pending.length - 1]
    if (last === undefined || last.lineStart !== next.lineStart || !complete(last, next))
      this.pending.push(next)
  }

  /** Writes the properties that belong to no scalar. */
  flush(): void {
    const [first, second] = this.pending
    if (first !== undefined && second !== undefined && complete(first, second)) this.pending = [first]
    if (this.active) {
      for (const each of this.pending) {
        this.skeleton.properties.push(each)
        this.write('!p', each.start, each.lineStart)
      }
    }
    this.pending = []
  }

  /** From here on a flow collection is spelled by itself, until {@link rejoin}. */
  spellApart(start: number, lineStart: number): void {
    if (!this.active) return
    this.flush()
    const apart = new Skeleton(this.withPlaces)
    this.skeleton.leaves.push(apart)
    this.write("''", start, lineStart)
    this.outer.push(this.skeleton)
    this.skeleton = apart
  }

  rejoin(): void {
    this.skeleton = this.outer.pop() ?? this.skeleton
  }

  /** Of properties on lines above, those of a key belong to the mapping that the key starts. */
  private takeProperties(style: LeafStyle, lineStart: number, isKey: boolean): Properties | undefined {
    const own = this.pending.pop() as Properties
    const isAbove = isKey && own.lineStart !== lineStart
    if (isAbove) this.pending.push(own)
    const rest = this.pending.length
    if (rest > 1 || (rest === 1 && !isKey) || (style === 'alias' && !isAbove))
      throw misplacedProperty(own.start)
    this.flush()
    return isAbove ? undefined : own
  }

  /** `&a : value`: the key is an empty scalar. */
  private keyOfPropertiesAlone(keyStart: number): void {
    const last = this.pending[this.pending.length - 1]
    const isAlone = last?.start === keyStart && this.active
    if (isAlone) this.pending.pop()
    this.flush()
    if (last === undefined || !isAlone) return
    this.skeleton.leaves.push(new YamlNode('scalar', last.start, given(last.tag), '', last.anchor))
    this.write("''", last.start, last.lineStart)
  }

  private write(sign: string, pos: number, lineStart: number): void {
    if (this.inFlow) this.skeleton.putInFlow(sign, pos, lineStart)
    else this.skeleton.put(sign, pos, lineStart)
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
