import type { RecordShape } from '../shape.ts'
import { suggest } from '../suggest.ts'
import type { YamlNode } from '../yaml/node.ts'
import type { Finding } from './finding.ts'
import { atTop, enumeration, place } from './label.ts'

/** Warns of keys that nothing reads, once each even when aliases lead to them again and again. */
export class UnknownKeys {
  private readonly seen = new Set<YamlNode>()
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
    this.report(key, name, Object.keys(shape.fields), label)
  }

  report(key: YamlNode, name: string, known: readonly string[], label: string): void {
    if (this.seen.has(key)) return
    this.seen.add(key)
    const nearest = suggest(name, known)
    const help =
      nearest === undefined ? `Known keys are ${enumeration(known)}` : `Did you mean \`${nearest}\`?`
    const message = `\`${name}\` is not known ${place(label)} and is ignored`
    this.findings.push({ rule: 'unknown-key', severity: 'warning', offset: key.offset, message, help })
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
