import type { MapShape, Notes, RecordShape, Shape } from '../../src/core/config/shape.ts'
import { exampleText, holdsMode } from './example-text.ts'
import type { SchemaNode } from './json-schema.ts'
import { scalarNames } from './scalars.ts'
import { titleOf } from './title.ts'

/** The schema of a shape. Records are closed: what is no field of theirs is read by nobody. */
export function schemaOf(shape: Shape, title: string, notes: Notes = shape): SchemaNode {
  const words: SchemaNode = { title, ...said(notes, shape) }
  switch (shape.kind) {
    case 'list':
      return { ...words, type: ['array', 'null'], items: schemaOf(shape.item, entryTitle(title)) }
    case 'map':
      return { ...words, type: ['object', 'null'], ...members(shape, title) }
    case 'record':
      return { ...words, ...closed(fieldsOf(shape)) }
    default:
      return { ...words, $ref: `#/$defs/${scalarNames[shape.kind]}` }
  }
}

/** The fields of a record, each with its schema. */
export function fieldsOf({ fields }: RecordShape<unknown>): Readonly<Record<string, SchemaNode>> {
  return Object.fromEntries(
    Object.entries(fields).map(([key, field]) => [key, schemaOf(field, titleOf(key))]),
  )
}

/** A map of these keys alone; null is an empty one. */
export function closed(properties: Readonly<Record<string, SchemaNode>>): SchemaNode {
  return { type: ['object', 'null'], properties, unevaluatedProperties: false }
}

function members({ item, keys }: MapShape<unknown>, title: string): SchemaNode {
  if (keys === undefined) return { additionalProperties: schemaOf(item, entryTitle(title)) }
  const { properties, unevaluatedProperties } = closed(
    Object.fromEntries(keys.map((key) => [key, schemaOf(item, titleOf(key))])),
  )
  return {
    ...(properties && { properties }),
    ...(unevaluatedProperties === false && { unevaluatedProperties }),
  }
}

function entryTitle(title: string): string {
  return `${title}: an entry`
}

function said({ description, default: absent, examples = [] }: Notes, shape: Shape): SchemaNode {
  const inWords = examples.filter((example) => holdsMode(example, shape))
  const words = [
    description ?? '',
    ...inWords.map((example) => `Example: \`${exampleText(example, shape)}\`.`),
  ]
  const told = words.filter((text) => text !== '').join(' ')
  const inJson = examples.filter((example) => !inWords.includes(example))
  return {
    ...(told !== '' && { description: told }),
    ...(absent !== undefined && { default: absent }),
    ...(inJson.length > 0 && { examples: inJson }),
  }
}
