import { needsTemplate } from '../../core/template/needs-template.ts'
import type { CheckedFile, ConfigPath } from '../rule.ts'
import { type PlacedStep, stepsOf } from '../steps-of.ts'

/** A text that the engine renders before it is used. */
export interface RenderedText {
  readonly path: ConfigPath
  readonly text: string
  /** What it is rendered over: the facts (`.Values`), or the few values a host name may be made of. */
  readonly over: 'facts' | 'name'
  readonly step: PlacedStep
}

/** All rules look at one file before the next; keeping those of every file would fill the memory. */
let last: { readonly file: CheckedFile; readonly texts: readonly RenderedText[] } | undefined

/**
 * The texts of a file that hold a template and are rendered (yip: commands, `if`, contents, entities, packages, values
 * of `environment`, and the host name with data of its own). Encoded contents are left out: they have no places.
 */
export function renderedTexts(file: CheckedFile): readonly RenderedText[] {
  if (last?.file !== file) {
    last = { file, texts: file.text.includes('{{') ? stepsOf(file).flatMap(textsOf) : [] }
  }
  return last.texts
}

function textsOf(placed: PlacedStep): readonly RenderedText[] {
  const texts: RenderedText[] = []
  for (const [keys, text] of renderedFields(placed)) {
    if (!needsTemplate(text)) continue
    const over = keys[0] === 'hostname' ? 'name' : 'facts'
    texts.push({ path: [...placed.path, ...keys], text, over, step: placed })
  }
  return texts
}

function* renderedFields({ step }: PlacedStep): Generator<readonly [keys: ConfigPath, text: string]> {
  if (step.if !== undefined) yield [['if'], step.if]
  for (const [i, text] of (step.commands ?? []).entries()) yield [['commands', i], text]
  for (const [i, { content, encoding }] of (step.files ?? []).entries()) {
    if (content !== undefined && !encoding) yield [['files', i, 'content'], content]
  }
  for (const key of ['ensure_entities', 'delete_entities'] as const) {
    for (const [i, { entity }] of (step[key] ?? []).entries()) {
      if (entity !== undefined) yield [[key, i, 'entity'], entity]
    }
  }
  for (const key of ['install', 'remove'] as const) {
    for (const [i, text] of (step.packages?.[key] ?? []).entries()) yield [['packages', key, i], text]
  }
  for (const [name, text] of Object.entries(step.environment ?? {})) yield [['environment', name], text]
  if (step.hostname !== undefined) yield [['hostname'], step.hostname]
}
