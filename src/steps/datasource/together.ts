import type { Change, ChangeOutcome, Question } from '../../core/machine.ts'
import { MachineError } from '../../core/machine.ts'
import { type Finding, REQUEST_TIME, type Search, SIZE_LIMIT } from './provider.ts'

/** Milliseconds for all rounds of questions. They are counted by themselves: a clock that is set at boot jumps. */
const DEADLINE = 15_000

/** A search that has ended. */
export interface Ended {
  readonly name: string
  readonly finding: Finding
  /** Milliseconds that it took by itself. */
  readonly tookMs: number
  /** Why it could not even be tried: there is no network in a plan. */
  readonly unasked?: string
}

/**
 * Runs searches at the same time: what they ask for is sent at once, and the next round begins when all replies are
 * there. Gives them in the order in which each would have been done by itself.
 */
export async function* together(
  searches: readonly { readonly name: string; readonly search: Search }[],
  clock: () => number,
): AsyncGenerator<Change, readonly Ended[], ChangeOutcome> {
  let spent = 0
  const all = searches.map(({ name, search }) => new Running(name, search))
  for (const running of all) await running.advance()
  for (let open = all; ; ) {
    for (const running of open) yield* finishOwn(running, clock)
    open = all.filter(({ ended }) => ended === undefined)
    if (open.length === 0) break
    const left = DEADLINE - spent
    if (left <= 0) {
      for (const running of open) await running.end({ failure: `it takes longer than ${DEADLINE / 1000} s` })
      break
    }
    const questions = open.flatMap((running) => running.questions)
    const outcome = yield {
      kind: 'ask',
      questions,
      timeout: Math.min(REQUEST_TIME, left),
      limit: SIZE_LIMIT,
    }
    const replies = (outcome.ok && outcome.replies) || undefined
    if (replies === undefined) {
      const why = outcome.ok ? (outcome.skipped ?? 'nobody can be asked') : outcome.error.message
      for (const running of open) await running.end({ failure: why }, why)
      break
    }
    spent += Math.max(...replies.map(({ durationMs }) => durationMs))
    let first = 0
    for (const running of open) {
      const own = replies.slice(first, first + running.questions.length)
      first += own.length
      running.tookMs += Math.max(0, ...own.map(({ durationMs }) => durationMs))
      await running.advance({ ok: true, changed: false, replies: own })
    }
  }
  return all.flatMap(({ ended }) => ended ?? []).sort((a, b) => a.tookMs - b.tookMs)
}

/** What is no question to the network is done at once, until there is one. */
async function* finishOwn(
  running: Running,
  clock: () => number,
): AsyncGenerator<Change, void, ChangeOutcome> {
  for (let change = running.pending; change !== undefined; change = running.pending) {
    if (change.kind === 'ask') return
    const before = clock()
    const outcome = yield change
    running.tookMs += Math.max(0, clock() - before)
    if (outcome.ok && outcome.skipped !== undefined) {
      // Of a question that is not put to a program there is no line yet.
      if (change.kind === 'run') yield { kind: 'note', message: running.notAsked, skipped: outcome.skipped }
      await running.end({ failure: outcome.skipped }, outcome.skipped)
      return
    }
    await running.advance(outcome)
  }
}

/** A search on its way. */
class Running {
  ended: Ended | undefined
  pending: Change | undefined
  tookMs = 0
  readonly #name: string
  readonly #search: Search

  constructor(name: string, search: Search) {
    this.#name = name
    this.#search = search
  }

  get notAsked(): string {
    return `${this.#name} is not asked`
  }

  get questions(): readonly Question[] {
    return this.pending?.kind === 'ask' ? this.pending.questions : []
  }

  /** Goes on to what is wanted next. What the machine refuses to show ends the search. */
  async advance(outcome: ChangeOutcome = { ok: true, changed: false }): Promise<void> {
    this.pending = undefined
    try {
      const next = await this.#search.next(outcome)
      if (next.done) this.#close(next.value)
      else this.pending = next.value
    } catch (error) {
      if (!(error instanceof MachineError)) throw error
      this.#close({ failure: error.message })
    }
  }

  async end(finding: Finding, unasked?: string): Promise<void> {
    this.pending = undefined
    this.#search.return(finding).catch(() => {})
    this.#close(finding, unasked)
  }

  #close(finding: Finding, unasked?: string): void {
    this.ended = { name: this.#name, finding, tookMs: this.tookMs, ...(unasked !== undefined && { unasked }) }
  }
}
