import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Test } from 'tap'
import { type Boot, installed } from '../machine.ts'
import { bootAndAsk, machineOf, mountsOf, orderStep, type Scenario, stageRecorder } from './scenario.ts'

const statePaths = ['/etc/ssh', '/etc/systemd', '/home', '/opt', '/root', '/var/log']
const ephemeral = ['/etc', '/var', '/srv']
const stages = ['rootfs', 'initramfs', 'fs', 'boot', 'network']

/** First boot, second boot, and the passive image: what is kept and what is forgotten. */
export const installedSystem: Scenario = {
  name: 'the installed system',
  quick: true,
  async check(t, disk) {
    const verify = readFileSync(join(disk.folder, 'verify.txt'), 'utf8')
    t.equal(verify, '', 'systemd-analyze verify has nothing to say about the units')
    const machine = await machineOf(t, disk, {
      oem: {
        // No layer, as it does not end in .yaml.
        'setup.conf': orderStep('setup'),
        '10_recorder.yaml': stageRecorder(stages),
        '20_order.yaml': orderStep('oem'),
        '30_reboot.yaml': `name: Way down
stages:
  reboot:
    - name: Leave a word
      commands:
        - 'findmnt -no SOURCE /usr/local >> /usr/local/way-down'
`,
        '40_reconcile.yaml': `name: Reconcile
stages:
  initramfs:
    - name: Short timer
      files:
        - path: /etc/systemd/system/cos-config-reconcile.timer.d/short.conf
          permissions: 0644
          content: "[Timer]\\nOnBootSec=1s\\nOnUnitActiveSec=3s\\nAccuracySec=1s\\n"
  reconcile:
    - name: Count
      commands: ["echo again >> /run/reconciled"]
`,
      },
      persistent: { 'cloud-config/10_order.yaml': orderStep('local') },
    })
    const parameters = `${installed} cos.setup=/oem/setup.conf stages.boot[0].commands[0]="touch /run/cmd" stages.boot[0].commands[1]="echo line >> /run/order"`
    const first = await bootAndAsk(t, machine, {
      parameters,
      end: 'reboot',
      probe: `
        ls /run/cmd > cmd
        for try in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
          [ "$(grep -c again /run/reconciled)" -ge 2 ] && break
          sleep 2
        done
        cp /run/reconciled reconciled
        touch ${ephemeral.map((path) => `${path}/probe`).join(' ')}
        for path in ${statePaths.join(' ')} /usr/local; do echo kept > $path/probe; done
        for path in ${statePaths.join(' ')}; do findmnt -no SOURCE $path; done > binds
        cat /run/cos-config/*.json > all-reports
        cp -r /run/cos-config costs
      `,
    })
    await t.test('first boot', async (t) => checkRoot(t, first))
    await t.test('first boot, stages', async (t) => checkStages(t, first))
    const second = await bootAndAsk(t, machine, {
      parameters,
      probe: `
        for path in ${ephemeral.join(' ')}; do ls $path/probe; done > forgotten 2>&1
        for path in ${statePaths.join(' ')} /usr/local; do cat $path/probe; done > kept
        cat /usr/local/way-down > way-down
        journalctl -b -1 -o short-monotonic --no-hostname > journal-before
      `,
    })
    await t.test('second boot', async (t) => {
      t.notMatch(second.fact('forgotten'), /^\/.*probe$/m, 'fact 6: ephemeral paths forget')
      t.same(
        second.fact('kept').split('\n'),
        [...statePaths, '/usr/local'].map(() => 'kept'),
        'fact 7: persistent paths keep',
      )
      t.match(first.fact('machine-id'), /^[0-9a-f]{32}$/, 'fact 23: an empty image gets a machine-id')
      t.equal(second.fact('machine-id'), first.fact('machine-id'), 'fact 23: which it has at the next boot')
      t.same([...mountsOf(second).keys()].sort(), [...mountsOf(first).keys()].sort(), 'the same mounts')
      t.match(
        second.fact('way-down'),
        /^\/dev\/vd\S+$/,
        'stage reboot ran on the way down, before file systems went',
      )
      t.notMatch(second.console, /Emergency (Shell|Mode)/)
    })
    const passive = await bootAndAsk(t, machine, {
      parameters: `root=LABEL=COS_STATE cos-img/filename=/cOS/passive.img rd.cos.oemlabel=COS_OEM rd.cos.oemtimeout=120`,
    })
    await t.test('passive image, root= names the partition', async (t) => {
      t.same(
        passive
          .fact('modes')
          .split('\n')
          .filter((name) => name.endsWith('_mode')),
        ['passive_mode'],
        'fact 10',
      )
      t.match(passive.fact('loops'), /\/cOS\/passive\.img$/m, 'fact 2: the image of cos-img/filename=')
      t.equal(passive.fact('machine-id'), first.fact('machine-id'), 'fact 23: the same machine-id')
    })
  },
}

function checkRoot(t: Test, boot: Boot): void {
  const mounts = mountsOf(boot)
  const root = mounts.get('/')
  t.ok(root?.options.includes('ro'), 'fact 1: root is read-only')
  t.match(boot.fact('touch-root'), /Read-only file system/, 'fact 1: and cannot be written')
  t.match(root?.source, /^\/dev\/loop\d+$/, 'fact 2: root is a loop device')
  t.match(boot.fact('loops'), /\/cOS\/active\.img$/m, 'fact 2: of the image')
  t.ok(mounts.has('/run/initramfs/cos-state'), 'fact 3: the state partition is kept')
  for (const path of ephemeral) {
    const mount = mounts.get(path)
    t.equal(mount?.type, 'overlay', `fact 4: ${path} is an overlay`)
    t.ok(mount?.options.includes(`upperdir=/run/overlay${path}.overlay/upper`), `fact 4: ${path} in memory`)
  }
  const memory = Number(/\d+/.exec(boot.fact('memory'))?.[0]) * 1024
  const share = Number(boot.fact('overlay-size')) / memory
  t.ok(share > 0.23 && share < 0.27, `fact 4: a quarter of the memory (${share})`)
  for (const path of ['/oem', '/usr/local']) {
    t.match(mounts.get(path)?.source, /^\/dev\/vd/, `fact 5: ${path} is a partition`)
    t.ok(mounts.get(path)?.options.includes('rw'), `fact 5: ${path} can be written`)
  }
  for (const source of boot.fact('binds').split('\n'))
    t.match(source, /\/\.state\/.*\.bind\]$/, `fact 8: ${source} is a bind`)
  for (const path of ['/', '/oem', '/usr/local', ...ephemeral, ...statePaths])
    t.match(boot.fact('fstab'), new RegExp(`^\\S+\\s+${path}\\s`, 'm'), `fact 9: fstab has ${path}`)
  t.equal(boot.fact('local-fs'), 'active', 'fact 9: local-fs.target')
  t.equal(
    boot.fact('verify').replace(/^.*man .*\n?/gm, ''),
    '',
    'fact 9: systemd-analyze verify has nothing to say',
  )
  t.same(
    boot
      .fact('modes')
      .split('\n')
      .filter((name) => name.endsWith('_mode')),
    ['active_mode'],
    'fact 10',
  )
  t.notOk(mounts.has('/sysroot'), 'fact 30: no /sysroot')
  const oem = boot
    .fact('mounts')
    .split('\n')
    .filter((line) => line.startsWith('/oem '))
  t.equal(oem.length, 1, 'fact 30: /oem is mounted once')
}

function checkStages(t: Test, boot: Boot): void {
  const wanted = stages.flatMap((stage) =>
    [`${stage}.before`, stage, `${stage}.after`].map(
      (name) => `${name} ${stage === 'rootfs' ? 'initrd' : 'root'}`,
    ),
  )
  t.same(boot.fact('stages').split('\n'), wanted, 'fact 11: stages in their order, each with its root')
  t.same(
    boot.fact('order').split('\n'),
    ['oem', 'local', 'setup', 'line'],
    'fact 12: sources in their order, once',
  )
  t.equal(boot.fact('winner'), 'setup', 'fact 12: the last one wins')
  const units = boot.fact('units').split(/\n\n+/)
  t.equal(units.length, 4, 'fact 13: four units')
  for (const unit of units) t.match(unit, /Result=success/, 'fact 13: the unit went well')
  t.equal(boot.fact('failed-units'), '', 'fact 13: no unit failed')
  t.match(boot.fact('timers'), /cos-config-reconcile\.timer/, 'fact 13: the timer of reconcile')
  t.match(boot.fact('aliases'), /Id=cos-config-boot\.service/, 'the old names lead to the units')
  t.match(boot.fact('aliases'), /Id=cos-config-network\.service/, 'those of elemental, too')
  t.ok(boot.fact('reconciled').split('\n').length >= 2, 'fact 14: reconcile runs again and again')
  t.match(boot.fact('cmd'), /cmd/, 'fact 24: a stage of the kernel command line, beside cos-img/filename=')
  t.match(boot.fact('status'), /\nok\nexit 0$/, 'status says that all is well')
  for (const stage of ['rootfs', 'layout', ...stages.slice(1)])
    t.match(boot.fact('status'), new RegExp(`^${stage}\\s+ok`, 'm'), `status tells of ${stage}`)
  const entry = boot
    .fact('journal-changed')
    .split('\n')
    .find((line) => line.includes('Record initramfs"'))
  t.match(
    JSON.parse(entry ?? '{}'),
    { COS_STAGE: 'initramfs', COS_FILE: '/oem/10_recorder.yaml', COS_LINE: /^\d+$/ },
    'the journal has fields for each step',
  )
  t.match(boot.fact('blame'), /cos-config-boot\.service/, 'fact 31: cost of each unit')
  t.comment(
    boot
      .fact('blame')
      .split('\n')
      .filter((line) => line.includes('cos-config'))
      .join('\n'),
  )
}
