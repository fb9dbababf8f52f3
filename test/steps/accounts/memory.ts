import { fromBytes, toBytes } from '../../../src/core/go-string.ts'
import { type Change, type ChangeOutcome, MachineError, type Problem } from '../../../src/core/machine.ts'
import type { Planning, StepContext } from '../../../src/steps/step.ts'
import { type Entry, MemoryMachine } from '../../system/memory-machine.ts'

/** Text is a file root:root 0644; otherwise an entry with defaults. */
export type Given = Readonly<
  Record<string, string | (Partial<Omit<Entry, 'content'>> & { content?: string })>
>

type Doing = Exclude<Change, Problem>

/** A machine in memory with owners, links, refusals and a small network. */
export class Memory extends MemoryMachine {
  /** What an address answers; undefined fails. */
  answers: (url: string) => string | undefined = () => undefined
  /** Paths that can be neither locked nor written. */
  readonly broken: Set<string>

  constructor(given: Given) {
    const broken = new Set<string>()
    super({ refuse: (change) => ('path' in change && broken.has(change.path ?? '') ? 'EROFS' : undefined) })
    this.broken = broken
    for (const [path, value] of Object.entries(given)) {
      const { content, ...state } = typeof value === 'string' ? { content: value } : value
      this.put(path, content ?? null)
      const type = state.target === undefined ? {} : ({ type: 'symlink' } as const)
      this.entries.set(path, { ...(this.entries.get(path) as Entry), ...type, ...state })
    }
  }

  override async apply(change: Doing): Promise<ChangeOutcome> {
    if (change.kind !== 'fetch') return super.apply(change)
    this.asked.push(change)
    const { url } = change
    const answer = this.answers(url)
    if (answer === undefined) return { ok: false, error: new MachineError(`${url}: 404`) }
    return { ok: true, changed: false, response: { status: 200, url, headers: {}, body: toBytes(answer) } }
  }

  text(path: string): string | undefined {
    return this.now.text(path)
  }

  /** Mode (octal), owner and content of everything, for comparing. */
  picture(): Record<string, string> {
    const entries = [...this.entries].sort(([a], [b]) => (a < b ? -1 : 1))
    return Object.fromEntries(
      entries.map(([path, { type, mode, uid, gid, content }]) => [
        path,
        `${type} ${mode.toString(8)} ${uid}:${gid} ${content === undefined ? '' : fromBytes(content)}`,
      ]),
    )
  }
}

/** What a step asked for and said. */
export interface Told {
  readonly changes: readonly Doing[]
  readonly problems: readonly Problem[]
  /** Why changes failed. */
  readonly failures: readonly string[]
}

/** 20000 days after 1970, in the middle of the day. */
const noon = (20_000 + 0.5) * 86_400_000
export const today = '20000'

/** Runs one step key over a machine. */
export async function run<V>(
  step: { plan(value: V, context: StepContext): Planning },
  value: V,
  machine: Memory,
  environment: StepContext['environment'] = {},
): Promise<Told> {
  let drawn = 0
  const context: StepContext = {
    now: machine.now,
    render: async (text) => text.replaceAll('{{host}}', 'testhost'),
    renderStrictly: async (text) => text,
    step: {},
    clock: () => noon,
    random: (length) => Uint8Array.from({ length }, () => drawn++ % 200),
    umask: 0o022,
    environment,
    workFolder: '/',
  }
  const told = { changes: [] as Doing[], problems: [] as Problem[], failures: [] as string[] }
  const planning = step.plan(value, context)
  let next = await planning.next()
  while (!next.done) {
    let outcome: ChangeOutcome = { ok: true, changed: false }
    if (next.value.kind === 'problem') {
      told.problems.push(next.value)
    } else {
      told.changes.push(next.value)
      outcome = await machine.apply(next.value)
      if (!outcome.ok) told.failures.push(outcome.error.message)
    }
    next = await planning.next(outcome)
  }
  return told
}
