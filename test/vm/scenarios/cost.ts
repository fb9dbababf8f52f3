import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { installed } from '../machine.ts'
import { top } from '../places.ts'
import { bootAndAsk, machineOf, type Scenario } from './scenario.ts'

const yip = process.env.YIP ?? join(top, '../shared/reference/yip')
const stages = 'rootfs initramfs fs boot network'
const rounds = 5

/** All stages of a boot by this engine and by the real yip, in turns, in the same machine over the same files. */
export const cost: Scenario = {
  name: 'cost beside yip',
  quick: false,
  async check(t, disk) {
    if (!existsSync(yip)) return void t.pass(`LEFT OUT: there is no yip at ${yip} (set YIP)`)
    const machine = await machineOf(t, disk)
    const boot = await bootAndAsk(t, machine, {
      parameters: installed,
      files: { yip },
      probe: `
        chmod 755 /run/vm-facts/probe/yip
        layers="/system/oem /oem /usr/local/cloud-config"
        all() {
          begin=$(date +%s%N)
          for stage in ${stages}; do "$@" -s $stage $layers > /dev/null 2>&1; done
          echo $(( ($(date +%s%N) - begin) / 1000000 ))
        }
        all cos-config yip > warm; all /run/vm-facts/probe/yip >> warm
        for round in ${Array.from({ length: rounds }, (_, n) => n).join(' ')}; do
          all cos-config yip >> ours
          all /run/vm-facts/probe/yip >> yips
        done
      `,
    })
    const times = (name: string) =>
      boot
        .fact(name)
        .split('\n')
        .map(Number)
        .sort((a, b) => a - b)
    const median = (name: string) => times(name)[Math.floor(rounds / 2)] ?? Number.NaN
    const found = JSON.parse(boot.fact('status.json') || '{"stages":[]}')
    const total = found.stages.reduce(
      (sum: number, stage: { durationMs: number }) => sum + stage.durationMs,
      0,
    )
    t.comment(`fact 31: the stages of this boot took ${Math.round(total)} ms by their reports`)
    t.ok(
      median('ours') <= median('yips'),
      `fact 31: all stages in ${median('ours')} ms, yip ${median('yips')} ms (medians of ${rounds})`,
    )
  },
}
