import t from 'tap'
import type { Change, ChangeOutcome } from '../../../src/core/machine.ts'
import { findDisk } from '../../../src/steps/layout/device.ts'
import { MemoryMachine } from '../../system/memory-machine.ts'

/** A machine with one disk of 1 MiB, `/dev/sda`, and a script that prints its name. */
function machine() {
  const memory = new MemoryMachine({
    files: {
      '/dev/sda': '',
      '/dev/sda2': '',
      '/sys/devices/block/sda/sda2/partition': '2',
      '/opt/disk.img': 'x'.repeat(1024),
    },
    reply: (line) => {
      if (line === '/opt/pick big') return { stdout: '\n /dev/sda \n' }
      if (line === 'blockdev --getss --getsize64 /dev/sda') return { stdout: '512\n1048576\n' }
      return { exit: 1, stderr: `${line}: no` }
    },
  })
  for (const [path, target] of Object.entries({
    '/dev/disk/by-id/ata-X': '../../sda',
    '/dev/disk/by-label/DATA': '../../sda2',
    '/dev/disk/by-label/WHOLE': '../../sda',
    '/sys/class/block/sda': '../../devices/block/sda',
    '/sys/class/block/sda2': '../../devices/block/sda/sda2',
  })) {
    memory.put(path, '')
    memory.entries.set(path, { type: 'symlink', mode: 0o777, uid: 0, gid: 0, target })
  }
  return memory
}

async function find(device: Parameters<typeof findDisk>[0], memory = machine()) {
  const problems: Change[] = []
  const finding = findDisk(device, memory.now)
  let next = await finding.next()
  while (!next.done) {
    let outcome: ChangeOutcome = { ok: true, changed: false }
    if (next.value.kind === 'problem') problems.push(next.value)
    else outcome = await memory.apply(next.value)
    next = await finding.next(outcome)
  }
  return { found: next.value, problems }
}

const sda = { disk: { path: '/dev/sda', isFile: false, sectorSize: 512, sectors: 2048 } }

t.test('a disk is found by path, through links, by label and by script', async (t) => {
  for (const device of [
    { path: '/dev/sda' },
    { path: '/dev/disk/by-id/ata-X' },
    { label: 'DATA' },
    { path: 'script:///opt/pick  big' },
    { path: '/dev/sda', label: 'IGNORED' },
  ])
    t.same(await find(device), { found: sda, problems: [] }, JSON.stringify(device))
})

t.test('a file is a disk too', async (t) => {
  t.match(await find({ path: '/opt/disk.img' }), { found: { disk: { isFile: true, sectors: 2 } } })
})

t.test('what is not found is said', async (t) => {
  const cases: [Parameters<typeof findDisk>[0], RegExp][] = [
    [{ path: '/dev/sdb' }, /there is no disk \/dev\/sdb/],
    [{ path: '/sys' }, /\/sys is no disk/],
    [{ label: 'NOWHERE' }, /no file system with the label NOWHERE/],
    [{ label: 'WHOLE' }, /no partition/],
    [{ path: 'script://' }, /no command/],
    [{ path: 'script:///opt/fail' }, /failed: \/opt\/fail: no/],
  ]
  for (const [device, message] of cases)
    t.match(await find(device), { found: undefined, problems: [{ severity: 'error', message }] })
  t.match(await find({ path: ' ' }), { found: undefined, problems: [{ severity: 'warning' }] })
})
