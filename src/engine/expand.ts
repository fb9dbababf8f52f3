import { structOf } from '../core/template/data.ts'
import { type RenderResult, renderTemplate } from '../core/template/render.ts'
import { templateSurroundings } from '../system/template-surroundings.ts'

/** Expands a template over data; time, chance and environment are this process's. */
export function expand(text: string, data: unknown): Promise<RenderResult> {
  return renderTemplate(text, data, { surroundings: templateSurroundings() })
}

/** As {@link expand}, but a name that `fields` does not have is an error, not `<no value>`. */
export function expandOverFields(text: string, fields: object): Promise<RenderResult> {
  return expand(text, structOf(fields))
}
