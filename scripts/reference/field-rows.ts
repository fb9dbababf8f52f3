import type { Shape } from '../../src/core/config/shape.ts'
import { exampleText } from '../schema/example-text.ts'

/** One line of the table of a key's fields. */
export interface FieldRow {
  /** `auth.username`; `NAME.shell` inside of a map. */
  readonly key: string
  readonly value: string
  readonly absent: string
  readonly description: string
}

/** The fields of a value: none when it is no record, nor made of records. */
export function fieldRows(shape: Shape, before = ''): readonly FieldRow[] {
  if (shape.kind === 'list') return fieldRows(shape.item, before)
  if (shape.kind === 'map') {
    const inside = fieldRows(shape.item, `${before}NAME.`)
    if (shape.keys === undefined) return inside
    return shape.keys.map((key) => row(`${before}${key}`, shape.item))
  }
  if (shape.kind !== 'record') return []
  return Object.entries(shape.fields).flatMap(([key, field]) => {
    const inside = fieldRows(field, `${before}${key}.`)
    return [row(`${before}${key}`, field), ...inside]
  })
}

function row(key: string, shape: Shape): FieldRow {
  const absent = shape.default === undefined ? '' : `\`${exampleText(shape.default, shape)}\``
  return { key, value: kindOf(shape), absent, description: inCell(shape.description ?? '') }
}

/** What people call a shape. */
export function kindOf(shape: Shape, many = false): string {
  switch (shape.kind) {
    case 'text':
      return many ? 'texts' : 'text'
    case 'flag':
      return 'true or false'
    case 'int':
      return many ? 'numbers' : 'number'
    case 'uint64':
      return 'number from 0'
    case 'uint32':
      return 'octal mode'
    case 'list':
      return `${many ? 'lists' : 'list'} of ${kindOf(shape.item, true)}`
    case 'map':
      return `${many ? 'maps' : 'map'} of ${kindOf(shape.item, true)}`
    case 'record':
      return many ? 'maps' : 'map'
  }
}

/** Markdown that may stand in a cell of a table. */
export function inCell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ')
}
