import type { ListShape, MapShape, RecordShape, Shape } from '../shape.ts'
import type { YamlNode } from '../yaml/node.ts'
import { isNull, resolve } from '../yaml/resolve.ts'
import { AliasBudget } from './alias-budget.ts'
import { DecodeError, type Finding, findingOf } from './finding.ts'
import { isMerge, repeated, repeatedKeys, respelled } from './keys.ts'
import { atTop, entriesOf, keysOf } from './label.ts'
import type { Origins } from './origins.ts'
import { misfit, scalarAs, textOf } from './scalar.ts'
import { UnknownKeys } from './unknown-keys.ts'
import { wrongType } from './wrong-type.ts'
import { type Container, isLeftOut, isNillable, setOwn, zeroOf } from './zero.ts'

/** A decoded value, and what was found on the way. */
export interface Decoding<T> {
  readonly value: T | undefined
  readonly findings: readonly Finding[]
}

/**
 * Fits YAML nodes into shapes as Go's yaml.v3 fits them into structs, collecting what does not fit. Inside, the
 * result of a node is undefined when nothing came of it (null, or an error) and null for Go's nil (a null list).
 */
export class Decoder {
  private readonly findings: Finding[] = []
  private readonly unknownKeys: UnknownKeys
  private readonly budget = new AliasBudget()
  private readonly following = new Set<YamlNode>()
  /** While a merge key is followed: the keys that are set already and win. */
  private settled: Set<string> | undefined
  private readonly origins: Origins | undefined

  /** `othersAtTop` are keys at the top that somebody else reads. */
  constructor(origins?: Origins, othersAtTop: ReadonlySet<string> | 'all' = new Set()) {
    this.origins = origins
    this.unknownKeys = new UnknownKeys(this.findings, othersAtTop)
  }

  /**
   * Decodes a document; an empty one has no fields. An error in it, or a YamlError or {@link DecodeError} where Go
   * stops at once, rejects the whole: the value is undefined then, and the findings say why.
   */
  document<T>(root: YamlNode | undefined, shape: RecordShape<T>): Decoding<T> {
    const { findings } = this
    const into: Container = {}
    try {
      // Go counts the document itself, too.
      this.spend(0)
      if (root !== undefined) this.value(root, shape, atTop, root.offset, into)
    } catch (error) {
      return { value: undefined, findings: [findingOf(error), ...findings] }
    }
    if (findings.some(({ severity }) => severity === 'error')) return { value: undefined, findings }
    // The fields were filled by the shape, which is what T is made of.
    return { value: into as T, findings }
  }

  private value(node: YamlNode, shape: Shape, label: string, offset: number, into?: Container): unknown {
    this.spend(offset)
    switch (node.kind) {
      case 'scalar': {
        const value = scalarAs(shape, node)
        if (value === undefined) return isNillable(shape) ? null : undefined
        if (value !== misfit) return value
        break
      }
      case 'map':
        if (!this.hasUniqueKeys(node)) return undefined
        if (shape.kind === 'record' && !(shape.optional && node.tag === '!!null')) {
          return this.record(node, shape, label, into ?? {})
        }
        if (shape.kind === 'map') return this.map(node, shape, label, into)
        break
      case 'list':
        if (shape.kind === 'list') return this.list(node, shape, label)
        break
      case 'alias':
        return this.throughAlias(node, shape, label, into)
    }
    this.findings.push(wrongType(node, shape, label, offset))
    return undefined
  }

  private throughAlias(node: YamlNode, shape: Shape, label: string, into?: Container): unknown {
    if (this.following.has(node)) {
      const message = `\`*${node.value}\` stands for a value that contains itself`
      throw new DecodeError({ rule: 'alias-of-itself', severity: 'error', offset: node.offset, message })
    }
    this.following.add(node)
    this.budget.depth++
    const value = this.value(node.target as YamlNode, shape, label, node.offset, into)
    this.budget.depth--
    this.following.delete(node)
    return value
  }

  private list(node: YamlNode, shape: ListShape<unknown>, label: string): readonly unknown[] {
    const items: unknown[] = []
    const origins = this.origins?.wantsItems(shape.item) ? this.origins : undefined
    const entryLabel = entriesOf(label)
    for (const child of node.content) {
      const offset = placeOf(child, node)
      const item = this.value(child, shape.item, entryLabel, offset)
      if (item === undefined) continue
      origins?.note(items, items.length, { offset, value: child })
      items.push(item ?? zeroOf(shape.item))
    }
    return items
  }

  private record(node: YamlNode, shape: RecordShape<unknown>, label: string, into: Container): Container {
    const { settled } = this
    this.settled = undefined
    const { content } = node
    const done = respelled(node) ? new Map<string, YamlNode>() : undefined
    let merge: YamlNode | undefined
    for (let i = 0; i < content.length; i += 2) {
      const key = content[i] as YamlNode
      const child = content[i + 1] as YamlNode
      if (isMerge(key)) {
        merge = child
        continue
      }
      const name = this.key(key, label)
      if (name === undefined || settle(settled, name)) continue
      const field = Object.hasOwn(shape.fields, name) ? shape.fields[name] : undefined
      const earlier = done?.get(name)
      if (field === undefined) this.unknownKeys.inRecord(key, name, child, shape, label)
      else if (earlier !== undefined) this.findings.push(repeated(key, name, earlier))
      else {
        done?.set(name, key)
        const value = this.value(child, field, name, placeOf(child, key))
        this.noteField(into, name, key, child)
        if (!isLeftOut(value, field)) into[name] = value
      }
    }
    this.settled = settled
    if (merge !== undefined) this.merge(node, merge, shape, label, into)
    return into
  }

  private map(
    node: YamlNode,
    shape: MapShape<unknown>,
    label: string,
    given: Container | undefined,
  ): Container {
    const { settled } = this
    this.settled = undefined
    const { content } = node
    const into = given ?? {}
    let merge: YamlNode | undefined
    for (let i = 0; i < content.length; i += 2) {
      const key = content[i] as YamlNode
      const child = content[i + 1] as YamlNode
      if (isMerge(key)) {
        merge = child
        continue
      }
      const name = this.key(key, label)
      // Go does not find keys of a type of their own among the own ones, so there merged values win.
      if (name === undefined || settle(settled, shape.keys === undefined ? name : `\0${name}`)) continue
      this.unknownKeys.inMap(key, name, shape, label)
      const value = this.value(child, shape.item, name, placeOf(child, key))
      const keepsZero = isNullNode(child) && (given === undefined || !Object.hasOwn(into, name))
      if (value === undefined && !keepsZero) continue
      this.noteField(into, name, key, child)
      setOwn(into, name, value ?? zeroOf(shape.item))
    }
    this.settled = settled
    if (merge !== undefined) this.merge(node, merge, shape, label, into)
    return into
  }

  /** Takes over what a `<<` brings: own keys win, then earlier maps over later ones. */
  private merge(node: YamlNode, merge: YamlNode, shape: Shape, label: string, into: Container): void {
    const { settled } = this
    this.settled ??= this.ownKeys(node)
    const sources = merge.kind === 'list' ? merge.content : [merge]
    for (const source of sources) {
      if (source.kind !== 'map' && source.target?.kind !== 'map') throw notMergeable(placeOf(source, node))
      this.value(source, shape, label, source.offset, into)
    }
    this.settled = settled
  }

  /** Go reads these keys by their look, so it finds only those again that are no numbers, switches or dates. */
  private ownKeys({ content }: YamlNode): Set<string> {
    const names = new Set<string>()
    for (let i = 0; i < content.length; i += 2) {
      const key = content[i] as YamlNode
      const { kind, tag, value, offset } = key.target ?? key
      this.spend(key.offset)
      if (key.kind === 'alias') this.spend(key.offset, 1)
      if (kind === 'scalar' && 'text' in resolve(tag, value, offset))
        names.add(textOf(key.target ?? key) ?? '')
    }
    return names
  }

  private key(key: YamlNode, label: string): string | undefined {
    if (key.kind === 'scalar') {
      this.spend(key.offset)
      return textOf(key)
    }
    const value = this.value(key, keyShape, keysOf(label), key.offset)
    return typeof value === 'string' ? value : undefined
  }

  private hasUniqueKeys(node: YamlNode): boolean {
    const found = repeatedKeys(node)
    for (const finding of found ?? []) this.findings.push(finding)
    return found === undefined
  }

  private noteField(into: Container, name: string, key: YamlNode, child: YamlNode): void {
    if (!this.origins?.wantsFields()) return
    const isLeaf = child.kind === 'scalar' || child.kind === 'alias'
    const offset = isLeaf ? placeOf(child, key) : key.offset
    this.origins.note(into, name, { offset, key, value: child })
  }

  private spend(offset: number, deeper = 0): void {
    if (this.budget.spend(deeper)) return
    const message = 'Aliases make too much of this text'
    const help = 'Write the values out, or use fewer aliases of aliases'
    throw new DecodeError({ rule: 'excessive-aliases', severity: 'error', offset, message, help })
  }
}

const keyShape: Shape = { kind: 'text' }

function isNullNode(node: YamlNode): boolean {
  const { tag, kind, value } = node.target ?? node
  return tag === '!!null' || (tag === undefined && kind === 'scalar' && isNull(value))
}

/** An empty scalar has no place of its own; that of what is around it serves. */
function placeOf(node: YamlNode, around: YamlNode): number {
  return node.offset < 0 ? around.offset : node.offset
}

/** Whether a key is set already; it is from now on. */
function settle(names: Set<string> | undefined, name: string): boolean {
  if (names === undefined) return false
  if (names.has(name)) return true
  names.add(name)
  return false
}

function notMergeable(offset: number): DecodeError {
  const message = '`<<` takes over keys of maps, and this is no map'
  const help = 'Name a map with an anchor, or a list of such: <<: *name'
  return new DecodeError({ rule: 'merge', severity: 'error', offset, message, help })
}
