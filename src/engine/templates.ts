import type { DataPath } from '../core/machine.ts'
import { needsTemplate } from '../core/template/needs-template.ts'
import type { RenderError } from '../core/template/render.ts'
import type { PartLog } from './part-log.ts'

/** The data that templates see: `{Values: {...}}`, gathered only when a template asks. */
export type TemplateData = (template: string) => Promise<Readonly<Record<string, unknown>>>

/** What becomes of a text whose template fails: used as it is with a warning, as yip does, or left out. */
export type OnTemplateError = 'verbatim' | 'error'

/**
 * Expands a template of a part of a step and notes what goes wrong. Gives undefined for a text that is to be left
 * out.
 */
export async function expandText(
  text: string,
  at: DataPath,
  data: TemplateData,
  failing: OnTemplateError,
  log: PartLog,
): Promise<string | undefined> {
  if (!needsTemplate(text)) return text
  const { expand } = await import('./expand.ts')
  const result = await expand(text, await data(text))
  if (result.ok) {
    if (result.text.includes(noValue) && !text.includes(noValue)) noteUnknownValue(at, log)
    return result.text
  }
  noteFailure(result.error, failing, at, log)
  return failing === 'verbatim' ? text : undefined
}

/** As {@link expandText}, over fields of its own instead of the facts; a failure is always an error. */
export async function expandOver(
  fields: Readonly<Record<string, unknown>>,
  text: string,
  at: DataPath,
  log: PartLog,
): Promise<string | undefined> {
  if (!needsTemplate(text)) return text
  const { expandOverFields } = await import('./expand.ts')
  const result = await expandOverFields(text, fields)
  if (result.ok) return result.text
  noteFailure(result.error, 'error', at, log)
  return undefined
}

/** What Go writes for a key that a map does not have. */
const noValue = '<no value>'

function noteUnknownValue(at: DataPath, log: PartLog): void {
  log.problem({
    severity: 'warning',
    message: `the template asks for a value that is not known here, and ${noValue} is in its place`,
    help: '"cos-config facts" prints what is known; for the rest write {{ .Values.x | default "..." }}',
    at,
  })
}

function noteFailure(error: RenderError, failing: OnTemplateError, at: DataPath, log: PartLog): void {
  const { message, line, column } = error
  log.problem({
    severity: failing === 'verbatim' ? 'warning' : 'error',
    message: `template fails at line ${line}, column ${column} of the text: ${message}`,
    help:
      failing === 'verbatim'
        ? 'the text is used as it is; braces that are meant are written {{ "{{" }}'
        : 'correct the template',
    at,
  })
}
