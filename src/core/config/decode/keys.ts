import type { YamlNode } from '../yaml/node.ts'
import type { Finding } from './finding.ts'

/** `<<`, unless quoted. */
export function isMerge(key: YamlNode): boolean {
  return key.value === '<<' && key.tag === '!!merge'
}

/** Whether a map has keys that can turn out to be the same as others though they are written differently. */
export function respelled({ content }: YamlNode): boolean {
  for (let i = 0; i < content.length; i += 2) {
    const { kind, tag } = content[i] as YamlNode
    if (kind === 'alias' || tag === '!!binary') return true
  }
  return false
}

/** Keys that stand in a map a second time. As in Go, all keys that are lists, or maps, are alike. */
export function repeatedKeys({ content }: YamlNode): Finding[] | undefined {
  return content.length <= 16 ? comparePairs(content) : compareByName(content)
}

function comparePairs(content: readonly YamlNode[]): Finding[] | undefined {
  let found: Finding[] | undefined
  for (let i = 2; i < content.length; i += 2) {
    const key = content[i] as YamlNode
    for (let j = 0; j < i; j += 2) {
      const earlier = content[j] as YamlNode
      if (earlier.value !== key.value || earlier.kind !== key.kind) continue
      found ??= []
      found.push(repeated(key, key.value, earlier))
      break
    }
  }
  return found
}

function compareByName(content: readonly YamlNode[]): Finding[] | undefined {
  let found: Finding[] | undefined
  const first = new Map<string, YamlNode>()
  for (let i = 0; i < content.length; i += 2) {
    const key = content[i] as YamlNode
    const id = key.kind === 'scalar' ? key.value : `\0${key.kind} ${key.value}`
    const earlier = first.get(id)
    if (earlier === undefined) first.set(id, key)
    else {
      found ??= []
      found.push(repeated(key, key.value, earlier))
    }
  }
  return found
}

/** A key that was given before, perhaps in another spelling. */
export function repeated(key: YamlNode, name: string, earlier: YamlNode): Finding {
  return {
    rule: 'duplicate-key',
    severity: 'error',
    offset: key.offset,
    node: key,
    message: `\`${name}\` is given twice in the same map`,
    help: 'Keep one of them',
    also: { words: 'the first is at', offset: earlier.offset },
  }
}
