import type { Diagnostic } from '../core/report/diagnostic.ts'
import { formatPlace } from '../core/report/diagnostic.ts'
import type { DecodeCache } from './decode-cache.ts'
import { loadSource } from './load.ts'
import { PartLog } from './part-log.ts'
import type { RunSource } from './run-stages.ts'
import { checkStep } from './run-step.ts'
import type { Surroundings } from './surroundings.ts'

/** A step that declares something, and where it stands. */
export interface DeclaringStep {
  readonly step: Readonly<Record<string, unknown>>
  /** `/oem/90_data.yaml:4:7` */
  readonly origin: string
}

/** What was found, and what was wrong with the sources. */
export interface Declarations {
  readonly steps: readonly DeclaringStep[]
  readonly diagnostics: readonly Diagnostic[]
}

/**
 * All steps with one of `keys` whose conditions hold now, over all sources and stages: what is declared has no
 * moment of its own. What the stage before has decoded is taken from the cache. Surroundings are made when the first such step is met.
 */
export async function collectDeclarations(
  sources: readonly RunSource[],
  keys: readonly string[],
  surroundingsOf: () => Promise<Surroundings>,
  cache: DecodeCache | undefined,
): Promise<Declarations> {
  const steps: DeclaringStep[] = []
  const diagnostics: Diagnostic[] = []
  let surroundings: Surroundings | undefined
  for (const source of sources) {
    const loaded = await loadSource(await source.read(), source.dotNotation, cache)
    diagnostics.push(...loaded.diagnostics)
    for (const { file, loaded: text } of loaded.files) {
      for (const [stage, all] of Object.entries(text.config.stages)) {
        for (const [i, step] of all.entries()) {
          if (!keys.some((key) => step[key] !== undefined)) continue
          surroundings ??= await surroundingsOf()
          const [line, column] = text.places[stage]?.[i] ?? []
          const place = { source: file, ...(line !== undefined && column !== undefined && { line, column }) }
          const log = new PartLog('conditions', [])
          const verdict = await checkStep(step, surroundings, surroundings.facts, log)
          if (verdict?.holds) steps.push({ step, origin: formatPlace(place) })
          else if (verdict === undefined) {
            const message = 'its conditions could not be checked; what it declares is left out'
            diagnostics.push({ rule: 'conditions', severity: 'error', message, place })
          }
        }
      }
    }
  }
  return { steps, diagnostics }
}
