import { installed } from '../machine.ts'
import { bootAndAsk, machineOf, type Scenario } from './scenario.ts'

const boots = 20

/** One machine again and again: the same mounts and the same report each time. */
export const repeated: Scenario = {
  name: `${boots} boots in a row`,
  quick: false,
  async check(t, disk) {
    const machine = await machineOf(t, disk)
    const seen = new Map<string, number>()
    for (let n = 0; n < boots; n++) {
      const { fact } = await bootAndAsk(t, machine, { parameters: installed })
      // The first boot differs in what it copies to the persistent partition.
      if (n === 0) continue
      const mounts = fact('mounts')
        .split('\n')
        .map((line) => line.replace(/\/dev\/vd[a-z]/g, '/dev/vdX'))
        .sort()
        .join('\n')
      const state = `${mounts}\n${fact('status').replace(/\(\d+ ms\)/g, '')}`
      seen.set(state, (seen.get(state) ?? 0) + 1)
    }
    t.equal(seen.size, 1, 'the mount table and the report are the same at each boot')
    if (seen.size > 1) t.comment([...seen].map(([state, count]) => `${count} times:\n${state}`).join('\n'))
  },
}
