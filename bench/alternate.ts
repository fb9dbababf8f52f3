import type { Engine, EngineId } from './engine.ts'
import type { Series } from './finding.ts'

/** How long a comparison may go on. */
export interface Effort {
  readonly minRounds: number
  readonly maxRounds: number
  /** No new round begins after this time. */
  readonly budgetMs: number
}

/**
 * Measures the engines in turn, round after round (A B A B ...), so that what else the machine does falls on all
 * of them alike. Each measurement gives numbers by name; the result is a series for every name.
 */
export async function alternate<Name extends string>(
  engines: readonly Engine[],
  effort: Effort,
  measure: (engine: Engine) => Promise<Readonly<Record<Name, number>>>,
): Promise<(name: Name) => Series> {
  const rounds: Map<EngineId, Readonly<Record<Name, number>>>[] = []
  const end = performance.now() + effort.budgetMs
  while (rounds.length < effort.minRounds || (rounds.length < effort.maxRounds && performance.now() < end)) {
    const round = new Map<EngineId, Readonly<Record<Name, number>>>()
    for (const engine of engines) round.set(engine.id, await measure(engine))
    rounds.push(round)
  }
  return (name) =>
    new Map(engines.map(({ id }) => [id, rounds.map((round) => round.get(id)?.[name] ?? Number.NaN)]))
}
