import { Ajv2020 } from 'ajv/dist/2020.js'
import standalone from 'ajv/dist/standalone/index.js'
import type { SchemaNode } from './json-schema.ts'

/** A schema as a module of plain JavaScript, so that nothing of ajv is needed when it is asked. */
export function compiled(schema: SchemaNode): string {
  const ajv = new Ajv2020({ strict: true, allErrors: true, code: { source: true, esm: true } })
  const code = standalone.default(ajv, ajv.compile(schema))
  if (code.includes('require(')) throw new Error('the compiled schema needs a part of ajv')
  return `// Made by npm run schema from schema/project.schema.json.\n${code}\n`
}
