import t from 'tap'
import type { Fault } from '../../../src/validate/values/fault.ts'

/** A value, and what the judge has to say: nothing, or words that match, and the part that is marked. */
export type Row = readonly [value: string, says?: RegExp, marks?: string]

/** Runs a table of values through a judge of values. */
export function judged(
  name: string,
  judge: (value: string) => Fault | undefined,
  rows: readonly Row[],
): void {
  t.test(name, (t) => {
    for (const [value, says, marks] of rows) {
      const fault = judge(value)
      const shown = JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}...` : value)
      if (says === undefined) {
        t.equal(fault, undefined, `${shown} is fine`)
        continue
      }
      t.match(fault?.message ?? 'nothing', says, shown)
      if (marks !== undefined)
        t.equal(value.slice(fault?.from ?? -1, fault?.to ?? -1), marks, `${shown}: place`)
    }
    t.end()
  })
}
