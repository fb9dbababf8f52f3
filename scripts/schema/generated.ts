import { compiled } from './compiled.ts'
import { configSchema } from './config-schema.ts'
import { anyRules, projectSchema } from './project-schema.ts'

/** A file of the repository that is made from others. */
export interface GeneratedFile {
  /** From the top of the repository. */
  readonly path: string
  readonly text: string
}

/** What `npm run schema` writes. */
export function generatedSchemas(): readonly GeneratedFile[] {
  return [
    { path: 'schema/cos-config.schema.json', text: printed(configSchema()) },
    { path: 'schema/project.schema.json', text: printed(projectSchema()) },
    { path: 'schema/project.validate.js', text: compiled(anyRules(projectSchema())) },
  ]
}

function printed(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`
}
