import type { YamlNode } from '../yaml/node.ts'
import { parseYaml } from '../yaml/parse.ts'
import { readText } from '../yaml/reader.ts'
import type { Assignment } from './assign.ts'
import type { Path } from './jq/path.ts'

/** Maps places in the YAML that words became to the places of the words. */
export function wordFinder(yaml: string, assignments: readonly Assignment[]): (offset: number) => number {
  const words = new Map<number, number>()
  let node: YamlNode | undefined
  try {
    node = parseYaml(readText(yaml)).root
  } catch {
    // The YAML is broken in a place that no word can be blamed for: yaml.v3 wrote what it cannot read.
  }
  if (node !== undefined) note(node, [], assignments, words)
  const fallback = assignments[0]?.word.offset ?? 0
  return (offset) => words.get(offset) ?? fallback
}

function note(
  node: YamlNode,
  path: Path,
  assignments: readonly Assignment[],
  words: Map<number, number>,
): void {
  const word = nearest(path, assignments)
  if (word !== undefined && node.offset >= 0 && !words.has(node.offset)) words.set(node.offset, word)
  const { kind, content } = node
  if (kind === 'list') for (const [i, item] of content.entries()) note(item, [...path, i], assignments, words)
  if (kind !== 'map') return
  for (let i = 0; i < content.length; i += 2) {
    const key = content[i] as YamlNode
    const inner = [...path, key.value]
    const place = nearest(inner, assignments)
    if (place !== undefined) words.set(key.offset, place)
    note(content[i + 1] as YamlNode, inner, assignments, words)
  }
}

/** The word that set the path, or the one that shares most of it. */
function nearest(path: Path, assignments: readonly Assignment[]): number | undefined {
  let best: number | undefined
  let most = -1
  for (const { word, paths } of assignments) {
    for (const set of paths) {
      const shared = sharedSteps(path, set)
      if (shared > most) {
        most = shared
        best = word.offset
      }
    }
  }
  return best
}

function sharedSteps(a: Path, b: Path): number {
  let i = 0
  while (i < a.length && i < b.length && a[i] === b[i]) i++
  return i
}
