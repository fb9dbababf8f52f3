import { type RenderResult, renderTemplate } from '../core/template/render.ts'
import { templateSurroundings } from '../system/template-surroundings.ts'

/** Expands a template over data; time, chance and environment are this process's. */
export function expand(text: string, data: unknown): Promise<RenderResult> {
  return renderTemplate(text, data, { surroundings: templateSurroundings() })
}
