import { installed } from '../machine.ts'
import { bootAndAsk, machineOf, mountsOf, type Scenario } from './scenario.ts'

/** Partitions that do not come: without /oem a machine boots, without what it is to keep only if the layout says so. */
export const missingPartitions: readonly Scenario[] = [
  {
    name: 'no persistent partition, policy stop',
    quick: true,
    async check(t, disk) {
      const machine = await machineOf(t, disk, { without: ['COS_PERSISTENT'] })
      const boot = await machine.boot({ parameters: installed })
      t.comment(`ended after ${boot.seconds} s`)
      t.ok(boot.ended, 'fact 17: the machine does not hang')
      t.equal(boot.fact('probe.out'), '', 'fact 17: no half-mounted system boots')
      t.match(
        boot.console,
        /FAILED layout: the root file system cannot be set up/,
        'fact 17: the console says so',
      )
      t.match(boot.console, /COS_PERSISTENT/, 'fact 17: and what is missing')
    },
  },
  {
    name: 'no persistent partition, policy warn',
    quick: false,
    async check(t, disk) {
      const machine = await machineOf(t, disk, { without: ['COS_PERSISTENT'] })
      const parameters = `${installed} rd.cos.layoutpolicy=warn`
      const boot = await bootAndAsk(t, machine, {
        parameters,
        probe: 'journalctl -b -o cat -u cos-config-rootfs-layout.service > layout-journal',
      })
      const mounts = mountsOf(boot)
      t.equal(mounts.get('/etc')?.type, 'overlay', 'fact 17: what can be mounted is')
      t.notOk(mounts.has('/usr/local'), 'fact 17: the missing one is not')
      t.match(boot.fact('layout-journal'), /COS_PERSISTENT/, 'fact 17: the journal names it')
    },
  },
  {
    name: 'no partition for /oem',
    quick: false,
    async check(t, disk) {
      const machine = await machineOf(t, disk, { without: ['COS_OEM'] })
      const parameters = `${installed.replace('oemtimeout=120', 'oemtimeout=30')} rd.cos.layoutpolicy=warn`
      const boot = await bootAndAsk(t, machine, { parameters })
      t.match(
        boot.console,
        /no partition with the label COS_OEM came within 30 s/,
        'fact 16: the console says that it is missing',
      )
      t.match(boot.fact('journal'), /no partition with the label COS_OEM/, 'fact 16: and the journal')
    },
  },
]
