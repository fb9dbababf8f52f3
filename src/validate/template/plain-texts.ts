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
  ['systemctl', 'overrides', '*', 'content'],
]

/** The texts with braces in them that are not rendered: paths, names, owners, addresses, keys. */
export function plainTexts(file: CheckedFile): readonly PlainText[] {
  if (!file.text.includes('{{')) return []
  const found: PlainText[] = []
  for (const { step, path } of stepsOf(file))
    collect(step, stepShape, [], (keys, text) => {
      const key = keys.findLast((each) => typeof each === 'string') ?? ''
      if (!leftAlone.some((pattern) => matches(keys, pattern)))
        found.push({ path: [...path, ...keys], text, key: String(key) })
    })
  return found
}

function collect(
  value: unknown,
  shape: Shape,
  keys: ConfigPath,
  take: (keys: ConfigPath, text: string) => void,
): void {
  if (typeof value === 'string') {
    if (shape.kind === 'text' && value.includes('{{')) take(keys, value)
    return
  }
  if (typeof value !== 'object' || value === null) return
  for (const [key, child] of Object.entries(value)) {
    const inner = innerShape(shape, key)
    if (inner !== undefined) collect(child, inner, [...keys, shape.kind === 'list' ? Number(key) : key], take)
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
