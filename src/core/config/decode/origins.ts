import type { DataPath } from '../../machine.ts'
import type { Shape } from '../shape.ts'
import type { YamlNode } from '../yaml/node.ts'

/** Where one value stands: the place that errors name, and the nodes it was read from. */
export interface Origin {
  readonly offset: number
  readonly value?: YamlNode | undefined
  /** Of a list's entry there is none. */
  readonly key?: YamlNode | undefined
}

/** Where the parts of decoded values stand in the text. */
export class Origins {
  private readonly places = new Map<object, Map<string | number, Origin>>()
  private readonly itemShape: Shape | undefined

  /** Notes the items of lists of one shape; without it everything. */
  constructor(itemShape?: Shape) {
    this.itemShape = itemShape
  }

  wantsFields(): boolean {
    return this.itemShape === undefined
  }

  wantsItems(itemShape: Shape): boolean {
    return this.itemShape === undefined || this.itemShape === itemShape
  }

  note(container: object, key: string | number, origin: Origin): void {
    let children = this.places.get(container)
    if (children === undefined) {
      children = new Map()
      this.places.set(container, children)
    }
    children.set(key, origin)
  }

  /** Takes over the places in a container that goes over into another tree, as it is or as a copy. */
  adopt(container: object, from: Origins, original = container): void {
    const children = from.places.get(original)
    if (children !== undefined) this.places.set(container, children)
  }

  /** The same with other offsets; the nodes, which are of another text, are left out. */
  relocated(move: (offset: number) => number): Origins {
    const moved = new Origins(this.itemShape)
    for (const [container, children] of this.places) {
      moved.places.set(
        container,
        new Map(Array.from(children, ([key, { offset }]) => [key, { offset: move(offset) }])),
      )
    }
    return moved
  }

  /** The place of a value in its container. */
  of(container: object, key: string | number): number | undefined {
    return this.at(container, key)?.offset
  }

  /** The place of a value in its container, and its nodes. */
  at(container: object, key: string | number): Origin | undefined {
    return this.places.get(container)?.get(key)
  }

  /** The place of what the path leads to, or of the nearest that encloses it. */
  find(root: object, path: DataPath): Origin | undefined {
    let place: Origin | undefined
    let value: unknown = root
    for (const key of path) {
      if (typeof value !== 'object' || value === null) break
      place = this.at(value, key) ?? place
      value = Object.hasOwn(value, key)
        ? (value as Readonly<Record<string | number, unknown>>)[key]
        : undefined
    }
    return place
  }
}
