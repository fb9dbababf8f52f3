import { rules } from '../../src/validate/rules/index.ts'
import { closed } from './from-shape.ts'
import type { SchemaNode } from './json-schema.ts'

/** The schema of `.cos-config.yaml`, which says how much each rule of `validate` counts. */
export function projectSchema(): SchemaNode {
  const level = (title: string, description: string): SchemaNode => ({
    title,
    description,
    $ref: '#/$defs/level',
  })
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: 'https://cos-config.example/schema/project.schema.json',
    title: 'cos-config validate',
    description: 'How much each rule of `cos-config validate` counts in this project.',
    ...closed({
      rules: {
        title: 'Rules',
        description: 'Rule to level. Rules that are not named keep their own.',
        examples: [{ 'plain-password': 'off' }],
        ...closed(Object.fromEntries(rules.map(({ id, summary }) => [id, level(`Rule ${id}`, summary)]))),
      },
    }),
    $defs: {
      level: {
        title: 'Level',
        description: 'off is silence, warn a warning, error ends the command with exit code 65.',
        enum: ['off', 'warn', 'error'],
      },
    },
  }
}

/** The same for rules of any name: which of them exist is known to the program, and so is what was meant. */
export function anyRules(schema: SchemaNode): SchemaNode {
  const rules: SchemaNode = { type: ['object', 'null'], additionalProperties: { $ref: '#/$defs/level' } }
  const { $id, $defs } = schema
  return { ...($id !== undefined && { $id }), ...closed({ rules }), ...($defs && { $defs }) }
}
