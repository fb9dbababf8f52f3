import { realpathSync } from 'node:fs'
import type { Present } from '../../core/machine.ts'
import { livePresent } from '../live-present.ts'
import { Facts } from './facts.ts'

export { type FactSources, Facts } from './facts.ts'
export type { OperatingSystem } from './operating-system.ts'

/** The facts of a machine as it is at this moment. */
export function gatherFacts(now: Present): Facts {
  return new Facts({
    now,
    clock: Date.now,
    random: (length) => crypto.getRandomValues(new Uint8Array(length)),
  })
}

/** All that templates see of the machine below `root`. */
export function templateData(root: string): Promise<{ readonly Values: Readonly<Record<string, unknown>> }> {
  return gatherFacts(livePresent(root === '/' ? root : realpathSync(root))).templateData()
}
