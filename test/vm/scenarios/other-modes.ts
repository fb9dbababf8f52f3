import { installed } from '../machine.ts'
import { bootAndAsk, machineOf, mountsOf, type Scenario, stageRecorder } from './scenario.ts'

/** Which sentinels a boot has. */
const modes = (text: string) => text.split('\n').filter((name) => name.endsWith('_mode'))

/** Boots that are not of the installed system as it is. */
export const otherModes: readonly Scenario[] = [
  {
    name: 'rd.cos.disable',
    quick: false,
    async check(t, disk) {
      const machine = await machineOf(t, disk, {
        oem: { '10.yaml': stageRecorder(['rootfs', 'initramfs', 'boot']) },
      })
      const boot = await bootAndAsk(t, machine, { parameters: `${installed} rd.cos.disable` })
      const mounts = mountsOf(boot)
      t.notOk(mounts.has('/etc'), 'fact 19: no layout is mounted')
      t.notOk(mounts.has('/usr/local'), 'fact 19: nothing is kept')
      t.same(modes(boot.fact('modes')), ['live_mode'], 'fact 19: it counts as live')
      t.match(boot.fact('stages'), /^rootfs initrd$/m, 'fact 19: stages run in the initrd')
    },
  },
  {
    name: 'rd.cos.debugrw',
    quick: false,
    async check(t, disk) {
      const machine = await machineOf(t, disk)
      const parameters = `${installed} rd.cos.debugrw`
      const first = await bootAndAsk(t, machine, { parameters, probe: 'touch /stays; sync' })
      t.equal(first.fact('touch-root'), '', 'fact 20: root can be written')
      const second = await bootAndAsk(t, machine, { parameters, probe: 'ls /stays > stays' })
      t.equal(second.fact('stays'), '/stays', 'fact 20: and what is written stays')
    },
  },
  {
    name: 'recovery',
    quick: false,
    async check(t, disk) {
      const machine = await machineOf(t, disk)
      const parameters =
        'root=LABEL=COS_SYSTEM cos-img/filename=/cOS/recovery.img rd.cos.oemlabel=COS_OEM rd.cos.oemtimeout=120'
      const boot = await bootAndAsk(t, machine, { parameters })
      t.same(modes(boot.fact('modes')), ['recovery_mode'], 'fact 21: recovery_mode')
      t.notOk(mountsOf(boot).has('/usr/local'), 'fact 21: the persistent partition is left alone')
      t.equal(boot.fact('hostname'), 'cos-recovery', 'fact 21: host name')
      t.match(boot.fact('loops'), /\/cOS\/recovery\.img$/m, 'fact 2: root is the image of recovery')
    },
  },
]
