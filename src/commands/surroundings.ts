import type { Machine } from '../core/machine.ts'
import type { Surroundings } from '../engine/surroundings.ts'
import { EarlyFacts } from '../system/facts/early-facts.ts'
import { goArchitecture } from '../system/facts/go-architecture.ts'
import { LiveMachine } from '../system/live-machine.ts'

/** What a run works on. */
export interface MachineChoice {
  readonly root: string
  readonly dryRun: boolean
  readonly strict: boolean
  /** Milliseconds for each command; 0: no limit. */
  readonly timeout: number
  /** Told of what holds for the whole run. */
  note(message: string): void
}

/** The machine that steps will change, or for a dry run a plan of it, with all that steps may ask of it. */
export async function surroundingsOf(choice: MachineChoice): Promise<Surroundings> {
  const { root, dryRun, strict, timeout, note } = choice
  const umask = process.umask()
  const live = new LiveMachine({ root, umask, environment: process.env, timeout, note })
  let machine: Machine = live
  if (dryRun) {
    const [{ PlannedMachine }, { readablePresent }] = await Promise.all([
      import('../system/planned-machine.ts'),
      import('./readable-present.ts'),
    ])
    const now = process.geteuid?.() === 0 ? live.now : readablePresent(live.now, note)
    machine = new PlannedMachine(now, { umask })
  }
  return {
    machine,
    facts: new EarlyFacts(machine.now),
    architecture: goArchitecture(),
    templateErrors: strict ? 'error' : 'verbatim',
    clock: Date.now,
    random: (length) => crypto.getRandomValues(new Uint8Array(length)),
    umask,
    environment: process.env,
    // Below another root the folder we were started in means nothing; chroot(8) begins at / as well.
    workFolder: root === '/' ? workFolder() : '/',
    dryRun,
  }
}

function workFolder(): string {
  try {
    return process.cwd()
  } catch {
    // Somebody removed it under us; this still leads there, so what is relative to it fails as it should.
    return '/proc/self/cwd'
  }
}
