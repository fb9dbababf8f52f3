import type { MapShape, RecordShape } from '../shape.ts'
import { suggest } from '../suggest.ts'
import type { YamlNode } from '../yaml/node.ts'
import type { Finding } from './finding.ts'
import { atTop, enumeration, place } from './label.ts'

/** What to do about a key, and which one was meant. */
interface Advice {
  readonly help: string
  readonly meant?: string
}

/** Warns of keys that nothing reads, once each even when aliases lead to them again and again. */
export class UnknownKeys {
  private readonly seen = new Set<YamlNode>()
  /** What to do about a key, by the shape that does not know it: files repeat their mistakes. */
  private readonly advice = new Map<object, Map<string, Advice>>()
  private readonly findings: Finding[]
  private readonly othersAtTop: ReadonlySet<string> | 'all'

  constructor(findings: Finding[], othersAtTop: ReadonlySet<string> | 'all') {
    this.findings = findings
    this.othersAtTop = othersAtTop
  }

  /** A key that is no field of a record. At the top, maps that only hold anchors for others are a custom. */
  inRecord(key: YamlNode, name: string, child: YamlNode, shape: RecordShape<unknown>, label: string): void {
    if (label === atTop) {
      if (this.othersAtTop === 'all' || this.othersAtTop.has(name) || holdsAnchor(child)) return
    }
    this.report(key, name, shape, label)
  }

  /** A key that is none of a map's closed set. */
  inMap(key: YamlNode, name: string, shape: MapShape<unknown>, label: string): void {
    if (shape.keys?.includes(name) === false) this.report(key, name, shape, label)
  }

  private report(
    key: YamlNode,
    name: string,
    shape: RecordShape<unknown> | MapShape<unknown>,
    label: string,
  ): void {
    if (this.seen.has(key)) return
    this.seen.add(key)
    const message = `\`${name}\` is not known ${place(label)} and is ignored`
    const advice = this.adviceOn(name, shape)
    const { offset } = key
    this.findings.push({ rule: 'unknown-key', severity: 'warning', offset, node: key, message, ...advice })
  }

  private adviceOn(name: string, shape: RecordShape<unknown> | MapShape<unknown>): Advice {
    const known = this.advice.get(shape) ?? new Map<string, Advice>()
    this.advice.set(shape, known)
    let advice = known.get(name)
    if (advice === undefined) {
      const words = shape.kind === 'record' ? Object.keys(shape.fields) : (shape.keys ?? [])
      const nearest = suggest(name, words)
      advice =
        nearest === undefined
          ? { help: `Known keys are ${enumeration(words)}` }
          : { help: `Did you mean \`${nearest}\`?`, meant: nearest }
      known.set(name, advice)
    }
    return advice
  }
}

function holdsAnchor(node: YamlNode): boolean {
  const nodes = [node]
  for (let next = nodes.pop(); next !== undefined; next = nodes.pop()) {
    if (next.anchor !== undefined) return true
    for (const child of next.content) nodes.push(child)
  }
  return false
}
