import type { YamlNode } from '../yaml/node.ts'
import { parseYaml } from '../yaml/parse.ts'
import { readText } from '../yaml/reader.ts'
import type { Assignment } from './assign.ts'
import type { Path, Step } from './jq/path.ts'

/** A part of the data, the word that set it or the first that set something in it, and its own parts. */
interface Part {
  word: number
  readonly parts: Map<Step, Part>
}

/** Maps places in the YAML that words became to the places of the words. */
export function wordFinder(yaml: string, assignments: readonly Assignment[]): (offset: number) => number {
  const root: Part = { word: assignments[0]?.word.offset ?? 0, parts: new Map() }
  for (const { word, paths } of assignments) for (const path of paths) plant(root, path, word.offset)
  const words = new Map<number, number>()
  const node = parsed(yaml)
  if (node !== undefined) note(node, root, words)
  return (offset) => words.get(offset) ?? root.word
}

function plant(root: Part, path: Path, word: number): void {
  let part = root
  for (const step of path) {
    const next: Part = part.parts.get(step) ?? { word, parts: new Map() }
    part.parts.set(step, next)
    part = next
  }
  part.word = word
}

/** Undefined where yaml.v3 wrote what it cannot read; no word can be blamed for that. */
function parsed(yaml: string): YamlNode | undefined {
  try {
    return parseYaml(readText(yaml)).root
  } catch {
    return undefined
  }
}

function note(node: YamlNode, part: Part, words: Map<number, number>): void {
  const { kind, content, offset } = node
  if (!words.has(offset)) words.set(offset, part.word)
  if (kind === 'list') {
    for (const [i, item] of content.entries()) note(item, part.parts.get(i) ?? part, words)
  } else if (kind === 'map') {
    for (let i = 0; i < content.length; i += 2) {
      const key = content[i] as YamlNode
      const inner = part.parts.get(key.value) ?? part
      words.set(key.offset, inner.word)
      note(content[i + 1] as YamlNode, inner, words)
    }
  }
}
