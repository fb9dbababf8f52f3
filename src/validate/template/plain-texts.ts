import type { Shape } from '../../core/config/shape.ts'
import { stepShape } from '../../steps/index.ts'
import type { CheckedFile, ConfigPath } from '../rule.ts'
import { stepsOf } from '../steps-of.ts'

/** A text that is used as it is written. */
export interface PlainText {
  readonly path: ConfigPath
  readonly text: string
  /** The key that holds it. */
  readonly key: string
}

/** Fields that are rendered, and contents of other programs that may hold braces of their own. `*` is any key. */
const leftAlone: readonly (readonly string[])[] = [
  ['if'],
  ['hostname'],
  ['commands', '*'],
  ['files', '*', 'content'],
  ['ensure_entities', '*', 'entity'],
  ['delete_entities', '*', 'entity'],
  ['environment', '*'],
  ['packages', '*', '*'],
  ['systemctl', 'overrides', '*', 'content'],
]

/** The texts with braces in them that are not rendered: paths, names, owners, addresses, keys. */
export function plainTexts(file: CheckedFile): readonly PlainText[] {
  if (!file.text.includes('{{')) return []
  const found: PlainText[] = []
  for (const { step, path } of stepsOf(file)) {
    collect(step, stepShape, [], '', (keys, text, key) => {
      if (leftAlone.some((pattern) => matches(keys, pattern))) return
      found.push({ path: [...path, ...keys], text, key })
    })
  }
  return found
}

type Take = (keys: ConfigPath, text: string, key: string) => void

/** `key` is the last one that the engine knows, not a name that a map has. */
function collect(value: unknown, shape: Shape, keys: ConfigPath, key: string, take: Take): void {
  if (typeof value === 'string') {
    if (shape.kind === 'text' && value.includes('{{')) take(keys, value, key)
    return
  }
  if (typeof value !== 'object' || value === null) return
  for (const [name, child] of Object.entries(value)) {
    const inner = innerShape(shape, name)
    if (inner === undefined) continue
    const path = [...keys, shape.kind === 'list' ? Number(name) : name]
    collect(child, inner, path, shape.kind === 'record' ? name : key, take)
  }
}

function innerShape(shape: Shape, key: string): Shape | undefined {
  if (shape.kind === 'list' || shape.kind === 'map') return shape.item
  if (shape.kind !== 'record') return undefined
  return Object.hasOwn(shape.fields, key) ? shape.fields[key] : undefined
}

function matches(keys: ConfigPath, pattern: readonly string[]): boolean {
  return keys.length === pattern.length && pattern.every((part, i) => part === '*' || part === keys[i])
}
