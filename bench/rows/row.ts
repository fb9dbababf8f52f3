import type { Engine } from '../engine.ts'
import type { Finding } from '../finding.ts'
import type { Pacer } from '../pacer.ts'

/** What a row works with, inside the throw-away root. */
export interface Bench {
  readonly engines: readonly Engine[]
  readonly pacer: Pacer
  readonly quick: boolean
}

/** Times one thing; more than one finding when the same runs answer more than one question. */
export type Row = (bench: Bench) => Promise<Finding[]>

/** Where rows put what they generate; never on the paths a run writes to. */
export const inputs = '/.bench'

/** What our engine remembers of earlier runs goes, so that each run decodes for itself. */
export const forget = 'rm -rf /run/cos-config'
