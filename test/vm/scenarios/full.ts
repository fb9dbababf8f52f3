import { statSync } from 'node:fs'
import { installed } from '../machine.ts'
import { bootAndAsk, machineOf, mountsOf, type Scenario, stageRecorder } from './scenario.ts'

const stages = ['pre-rootfs', 'rootfs', 'initramfs', 'fs', 'boot', 'network']

/** The engine itself in the initrd: stage pre-rootfs runs, too. */
export const full: Scenario = {
  name: 'the engine in the initrd',
  quick: false,
  async check(t, disk) {
    const size = (variant: 'none' | 'slim' | 'full') => statSync(disk.initrd(variant)).size
    t.ok(size('slim') - size('none') <= 100_000, `fact 31: slim adds ${size('slim') - size('none')} bytes`)
    t.comment(`fact 31: full adds ${size('full') - size('none')} bytes`)
    const machine = await machineOf(t, disk, { oem: { '10_recorder.yaml': stageRecorder(stages) } })
    const boot = await bootAndAsk(t, machine, { initrd: 'full', parameters: installed })
    t.same(
      boot.fact('stages').split('\n'),
      stages.flatMap((stage) =>
        [`${stage}.before`, stage, `${stage}.after`].map(
          (name) => `${name} ${/rootfs/.test(stage) ? 'initrd' : 'root'}`,
        ),
      ),
      'fact 11: all stages in their order, pre-rootfs first',
    )
    t.equal(mountsOf(boot).get('/etc')?.type, 'overlay', 'the layout is mounted')
    t.match(boot.fact('status'), /\nok\nexit 0$/)
  },
}
