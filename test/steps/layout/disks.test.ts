import { execFileSync, spawn } from 'node:child_process'
import { setTimeout } from 'node:timers/promises'
import t, { type Test } from 'tap'
import { type Machine, MachineError } from '../../../src/core/machine.ts'
import { loopDisk } from './loop-disk.ts'
import { type LayoutRun, runLayout, thisMachine } from './run-layout.ts'

const root = process.geteuid?.() === 0
if (!root) t.comment('LEFT OUT: layout on loop devices needs root; run the tests as root to include it')

function disk(t: Test, mebibytes: number) {
  const made = loopDisk(mebibytes)
  t.teardown(() => made.dispose())
  return made
}

/** A run that ended by itself, without a word. */
function isClean(t: Test, { problems, failures, ended }: LayoutRun, why?: string): void {
  t.same({ problems, failures, ended }, { problems: [], failures: [], ended: true }, why ?? 'not a word')
}

t.test('partitions are made once: the second run asks and changes nothing', { skip: !root }, async (t) => {
  const { path, sh, picture } = disk(t, 256)
  sh("printf 'label: gpt\\nsize=20M, name=keep\\n' | sfdisk -q --no-reread --no-tell-kernel DISK")
  const yaml = `layout: {device: {path: ${path}}, add_partitions: [{pLabel: a, fsLabel: A, size: 30}, {fsLabel: B, size: 30, filesystem: ext4}]}`
  isClean(t, await runLayout(yaml))
  const once = picture()
  t.match(once, [/name="keep"/, /name="a".*LABEL=A TYPE=ext2/, /LABEL=B TYPE=ext4/])
  const ids = sh('sfdisk --dump DISK')
  const again = await runLayout(yaml)
  isClean(t, again)
  t.notOk(again.asked.some((change) => change.kind === 'run' && !change.question))
  t.same(sh('sfdisk --dump DISK'), ids)
})

t.test('init_disk says what was found on the disk, and wipes it', { skip: !root }, async (t) => {
  const { path, sh, picture } = disk(t, 128)
  const yaml = `layout: {device: {path: ${path}, init_disk: true}}`
  isClean(t, await runLayout(yaml), 'nothing was found')

  sh('mkfs.ext4 -q -F -L ROOT DISK')
  t.match((await runLayout(yaml)).problems, [{ severity: 'warning', message: /: ext4 "ROOT"$/ }])

  sh("printf 'label: gpt\\nsize=20M, name=old\\nsize=20M\\n' | sfdisk -q --no-reread --no-tell-kernel DISK")
  sh('partx --add --nr 1 DISK && mkfs.ext2 -q -L DATA DISKp1')
  const { problems } = await runLayout(yaml)
  t.match(problems, [{ message: /\(gpt\) with the partitions 1 "old" with ext2 "DATA"; 2$/ }])
  t.same(picture(), [])
  t.equal(sh('lsblk -nro NAME DISK').trim().split('\n').length, 1, 'the kernel has forgotten them')
})

t.test('a disk that is in use: others are left alone, new ones are added', { skip: !root }, async (t) => {
  const { path, sh, picture } = disk(t, 128)
  sh("printf 'label: gpt\\nsize=20M, name=old\\n' | sfdisk -q --no-reread --no-tell-kernel DISK")
  sh('partx --add --nr 1 DISK && mkfs.ext4 -q DISKp1')
  const yaml = `layout: {device: {path: ${path}}, add_partitions: [{pLabel: new, size: 20, filesystem: ext4}]}`
  // Held open as a mount does, until the shell ends.
  sh('exec 3<>DISKp1')
  isClean(t, await runLayout(yaml))
  t.match(picture(), [/name="old" \| TYPE=ext4/, /name="new" \| TYPE=ext4/])
})

t.test(
  'a run that is cut short anywhere is brought to its end by the next one',
  { skip: !root },
  async (t) => {
    const entries =
      '[{pLabel: a, fsLabel: A, size: 20, filesystem: ext4}, {fsLabel: B, size: 20, filesystem: swap}, {size: 40, filesystem: ext2}]'
    const layouts = [
      `{device: {path: DISK}, add_partitions: ${entries}, expand_partition: {size: 60}}`,
      `{device: {path: DISK, init_disk: true}, add_partitions: ${entries}}`,
    ]
    for (const text of layouts) {
      const whole = disk(t, 200)
      const begin =
        "printf 'label: gpt\\nsize=20M, name=keep\\n' | sfdisk -q --no-reread --no-tell-kernel --wipe always DISK"
      whole.sh(begin)
      const undisturbed = await runLayout(`layout: ${text.replaceAll('DISK', whole.path)}`)
      isClean(t, { ...undisturbed, problems: [] })
      const wanted = whole.picture()
      const writes = undisturbed.asked.flatMap((change, i) =>
        change.kind === 'run' && !change.question ? [i, i + 1] : [],
      )
      for (const cut of new Set(writes.filter((cut) => cut < undisturbed.asked.length))) {
        const { path, sh, picture, dispose } = disk(t, 200)
        sh(begin)
        const yaml = `layout: ${text.replaceAll('DISK', path)}`
        await runLayout(yaml, undefined, cut)
        const next = await runLayout(yaml)
        t.same(next.failures, [])
        t.same(picture(), wanted, `after ${cut} of ${undisturbed.asked.length}: ${text}`)
        await dispose()
      }
    }
  },
)

t.test('a mkfs.xfs that was killed is done again', { skip: !root }, async (t) => {
  const { path, sh, picture } = disk(t, 400)
  sh("printf 'label: gpt\\n' | sfdisk -q --no-reread --no-tell-kernel DISK")
  const yaml = `layout: {device: {path: ${path}}, add_partitions: [{pLabel: x, size: 330, filesystem: xfs}]}`
  const first = await runLayout(yaml)
  isClean(t, first)
  const begun = first.asked.findIndex(
    ({ kind, ...change }) =>
      'command' in change && 'shell' in change.command && change.command.shell.startsWith('mkfs'),
  )
  sh('wipefs -aq DISK')
  sh("printf 'label: gpt\\n' | sfdisk -q --no-reread --no-tell-kernel DISK; partx --delete DISK")
  await runLayout(yaml, undefined, begun)
  sh('mkfs.xfs -q DISKp1 && xfs_db -x -c "sb 0" -c "write inprogress 1" DISKp1 && sync DISKp1')
  t.match(picture(), [/TYPE=xfs/], 'it looks whole')
  isClean(t, await runLayout(yaml))
  t.match(sh('xfs_db -r -c "sb 0" -c "print inprogress" DISKp1'), /= 0/)
})

t.test('what somebody has made in an unfinished partition is not overwritten', { skip: !root }, async (t) => {
  const { path, sh, picture } = disk(t, 128)
  sh("printf 'label: gpt\\n' | sfdisk -q --no-reread --no-tell-kernel DISK")
  const yaml = `layout: {device: {path: ${path}}, add_partitions: [{pLabel: x, fsLabel: X, size: 40, filesystem: ext4}]}`
  await runLayout(yaml, undefined, 4)
  t.match(picture(), [/name="x" \| $/], 'the table is written, the file system is not made')
  sh('partx --update --nr 1 DISK; mkfs.ext2 -q -L MINE DISKp1')
  isClean(t, await runLayout(yaml))
  t.match(picture(), [/LABEL=MINE TYPE=ext2/])
})

t.test('a test that is killed leaves no disk behind', { skip: !root }, async (t) => {
  const module = new URL('loop-disk.ts', import.meta.url).href
  const code = `const { loopDisk } = await import('${module}'); console.log(loopDisk(8).path); setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', code], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const path = String(await new Promise((resolve) => child.stdout.once('data', resolve))).trim()
  t.match(execFileSync('losetup', ['--list', '--noheadings', path], { encoding: 'utf8' }), /cos-config-disk-/)
  child.kill('SIGKILL')
  const isGone = () =>
    !execFileSync('losetup', ['--list', '--noheadings'], { encoding: 'utf8' }).includes(`${path} `)
  for (let tries = 0; tries < 50 && !isGone(); tries++) await setTimeout(100)
  t.ok(isGone())
})

t.test('a disk whose tools are missing is left alone', { skip: !root }, async (t) => {
  const { path, sh } = disk(t, 64)
  sh("printf 'label: gpt\\nsize=9M\\n' | sfdisk -q --no-reread --no-tell-kernel DISK")
  const before = sh('sha256sum DISK')
  const without = (name: string): Machine => {
    const machine = thisMachine()
    const runs = (change: Parameters<Machine['apply']>[0]) =>
      change.kind === 'run' && 'argv' in change.command && change.command.argv[0] === name
    const error = new MachineError(`${name} is not installed, or not on PATH`, 'ENOENT')
    return {
      now: machine.now,
      releaseLocks: () => {},
      apply: async (change) => (runs(change) ? { ok: false, error } : machine.apply(change)),
    }
  }
  const layout = (rest: string) => `layout: {device: {path: ${path}}, ${rest}}`
  const { problems } = await runLayout(layout('expand_partition: {}'), without('sfdisk'))
  t.match(problems, [
    { severity: 'error', message: /cannot be read: sfdisk is not installed/, help: /util-linux/ },
  ])
  const add = layout('add_partitions: [{fsLabel: A, size: 40}]')
  await t.rejects(runLayout(add, without('blkid')), { message: /left alone: blkid is not installed/ })
  t.equal(sh('sha256sum DISK'), before)
})

const growing = [
  { filesystem: 'ext2', from: 40, to: 90 },
  { filesystem: 'ext4', from: 40, to: 90 },
  { filesystem: 'xfs', from: 310, to: 380 },
  { filesystem: 'btrfs', from: 200, to: 300 },
  // The kernel does not do that.
  { filesystem: 'btrfs', from: 130, to: 200 },
]

for (const { filesystem, from, to } of growing) {
  t.test(
    `${filesystem} grows with its partition, also when a run was cut short between`,
    { skip: !root },
    async (t) => {
      const { path, sh } = disk(t, 400)
      const force = { btrfs: ' -f', xfs: ' -f' }[filesystem] ?? ''
      sh(`printf 'label: gpt\\nsize=${from}M\\n' | sfdisk -q --no-reread --no-tell-kernel DISK`)
      sh(`partx --add --nr 1 DISK; mkfs.${filesystem} -q${force} DISKp1 && sync`)
      const yaml = (size: number) => `layout: {device: {path: ${path}}, expand_partition: {size: ${size}}}`
      const first = await runLayout(yaml(to - 20))
      isClean(t, first)
      t.equal(bytesOf(filesystem, sh), (to - 20) * 1024 * 1024)
      const written = first.asked.findIndex((change) => change.kind === 'run' && !change.question)
      await runLayout(yaml(to), undefined, written + 1)
      t.equal(bytesOf(filesystem, sh), (to - 20) * 1024 * 1024, 'cut short: only the partition has grown')
      isClean(t, await runLayout(yaml(to)))
      t.equal(bytesOf(filesystem, sh), to * 1024 * 1024)

      const again = await runLayout(yaml(to))
      isClean(t, again)
      t.notOk(
        again.asked.some((change) => change.kind === 'run' && !change.question),
        'nothing is left to do',
      )
      t.match((await runLayout(yaml(to - 1))).problems, [{ severity: 'error', message: /more than/ }])
      t.notMatch(sh('cat /proc/mounts'), path, 'nothing stays mounted')
      if (filesystem === 'btrfs') t.match(sh('btrfs check DISKp1 2>&1'), /no error found/)
    },
  )
}

function bytesOf(filesystem: string, sh: (line: string) => string): number {
  const lines = {
    xfs: "xfs_db -r -c 'sb 0' -c 'print dblocks blocksize' DISKp1",
    btrfs: 'btrfs inspect-internal dump-super DISKp1 | grep -E "^total_bytes"; echo 1',
  }
  const line = lines[filesystem as 'xfs'] ?? "dumpe2fs -h DISKp1 2>/dev/null | grep -E '^Block (count|size)'"
  const numbers = sh(`sync; ${line}`).match(/\d+$/gm) ?? []
  return numbers.map(Number).reduce((product, number) => product * number, 1)
}
