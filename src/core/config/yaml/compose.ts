import { COLLECTION_STYLE, EVENT_ID, type Event, parseEvents, YAMLException } from 'js-yaml'
import { YamlNode } from './node.ts'
import { given } from './scan/properties.ts'
import { type Properties, Skeleton } from './scan/skeleton.ts'
import { YamlError } from './yaml-error.ts'

/** js-yaml refused a structure. */
export class StructureError extends Error {
  override readonly cause: YAMLException
  readonly skeleton: Skeleton
  constructor(cause: YAMLException, skeleton: Skeleton) {
    super(cause.message)
    this.cause = cause
    this.skeleton = skeleton
  }
}

/** Parses the structure of a text with js-yaml and fills it with its scalars. */
export function compose(skeleton: Skeleton, anchors = new Map<string, YamlNode>()): YamlNode | undefined {
  const composer = new Composer(skeleton, anchors)
  for (const event of structure(skeleton)) composer.take(event)
  return composer.root
}

function structure(skeleton: Skeleton): Event[] {
  try {
    return parseEvents(skeleton.text, { maxDepth: 10_000 })
  } catch (error) {
    if (error instanceof YAMLException) throw new StructureError(error, skeleton)
    throw error
  }
}

type CollectionEvent = Extract<Event, { style: unknown; start: number }>

class Composer {
  root: YamlNode | undefined
  private readonly open: YamlNode[] = []
  private leaf = 0
  private property = 0
  private bracket = 0
  private lastFlow: { readonly start: number; readonly node: YamlNode } | undefined
  private readonly skeleton: Skeleton
  private readonly anchors: Map<string, YamlNode>

  constructor(skeleton: Skeleton, anchors: Map<string, YamlNode>) {
    this.skeleton = skeleton
    this.anchors = anchors
  }

  take(event: Event): void {
    switch (event.type) {
      case EVENT_ID.SCALAR:
        this.add(event.valueStart < 0 ? this.emptyScalar(event.tagStart) : this.nextLeaf(event.tagStart))
        break
      case EVENT_ID.MAPPING:
        this.openCollection('map', event)
        break
      case EVENT_ID.SEQUENCE:
        this.openCollection('list', event)
        break
      case EVENT_ID.POP:
        this.closeCollection()
    }
  }

  private openCollection(kind: 'map' | 'list', event: CollectionEvent): void {
    const properties = this.nextProperties(event.tagStart)
    const tag = given(properties?.tag) ?? (kind === 'map' ? '!!map' : '!!seq')
    const node = new YamlNode(kind, -1, tag, '', properties?.anchor)
    if (event.style === COLLECTION_STYLE.FLOW) this.giveBrackets(node, event.start)
    this.add(node)
    this.open.push(node)
  }

  /** A map of one pair in a flow list has no brackets; it may seem to have those of its key. */
  private giveBrackets(node: YamlNode, start: number): void {
    const sign = this.skeleton.text.charCodeAt(start)
    if (sign !== 91 && sign !== 123) return
    const { brackets } = this.skeleton
    if (this.lastFlow?.start === start) {
      this.lastFlow.node.bracket = this.lastFlow.node.end = -1
      this.bracket -= 2
    }
    this.lastFlow = { start, node }
    node.bracket = brackets[this.bracket++] ?? -1
    node.end = brackets[this.bracket++] ?? -1
  }

  private closeCollection(): void {
    const closed = this.open.pop()
    if (closed !== undefined && closed.offset < 0) closed.offset = closed.bracket
    const parent = this.open[this.open.length - 1]
    if (parent !== undefined && closed !== undefined && parent.offset < 0) parent.offset = closed.offset
  }

  private add(node: YamlNode): void {
    if (node.anchor !== undefined) this.anchors.set(node.anchor, node)
    const parent = this.open[this.open.length - 1]
    if (parent !== undefined) {
      parent.content.push(node)
      if (parent.offset < 0) parent.offset = node.offset
    } else this.root ??= node
  }

  private nextLeaf(tagStart: number): YamlNode {
    const leaf = this.skeleton.leaves[this.leaf++] as YamlNode | Skeleton
    if (leaf instanceof Skeleton) return compose(leaf, this.anchors) as YamlNode
    if (tagStart >= 0) {
      throw new YamlError('yaml-property', leaf.offset, 'An anchor or tag stands where it belongs to nothing')
    }
    if (leaf.kind === 'alias') {
      leaf.target = this.anchors.get(leaf.value)
      if (leaf.target === undefined) throw unknownAnchor(leaf)
    }
    return leaf
  }

  private emptyScalar(tagStart: number): YamlNode {
    const properties = this.nextProperties(tagStart)
    return new YamlNode('scalar', properties?.start ?? -1, given(properties?.tag), '', properties?.anchor)
  }

  private nextProperties(tagStart: number): Properties | undefined {
    return tagStart < 0 ? undefined : this.skeleton.properties[this.property++]
  }
}

function unknownAnchor({ value, offset }: YamlNode): YamlError {
  const help = `Put an anchor &${value} on a value further up, or quote the text if it should start with *`
  return new YamlError(
    'yaml-alias',
    offset,
    `\`*${value}\` stands for an anchor that is not set above it`,
    help,
  )
}
