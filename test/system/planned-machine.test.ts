import t from 'tap'
import type { WriteFile } from '../../src/core/machine.ts'
import { PlannedMachine } from '../../src/system/planned-machine.ts'
import { MemoryMachine } from './memory-machine.ts'

function planned() {
  const below = new MemoryMachine({ files: { '/etc/motd': 'old\n', '/srv': null, '/etc/d/x': '' } })
  below.entries.set('/link', { type: 'symlink', mode: 0o777, uid: 0, gid: 0, target: 'etc' })
  return { below, machine: new PlannedMachine(below.now, { umask: 0o022 }) }
}

const write = (path: string, content: string, rest: Partial<WriteFile> = {}): WriteFile => ({
  kind: 'write-file',
  path,
  content,
  ...rest,
})

t.test('later steps read what earlier ones would have written; nothing below is changed', async (t) => {
  const { below, machine } = planned()
  const before = new Map(below.entries)
  t.match(await machine.apply(write('/srv/new', 'text', { mode: 0o600, uid: 7 })), {
    ok: true,
    changed: true,
  })
  t.equal(machine.now.text('/srv/new'), 'text')
  t.strictSame(machine.now.stat('/srv/new'), { type: 'file', mode: 0o600, uid: 7, gid: 0, size: 4 })
  t.strictSame(machine.now.list('/srv'), ['new'])
  t.match(
    await machine.apply(write('/srv/new', 'text')),
    { ok: true, changed: false },
    'a second time changes nothing',
  )
  t.strictSame(below.entries, before)
  t.strictSame(below.asked, [])
})

t.test('the plan holds what is there before and what would be after', async (t) => {
  const { machine } = planned()
  await machine.apply(write('/link/motd', 'new\n'))
  t.match(machine.planned, [
    {
      change: { path: '/link/motd' },
      before: { content: Buffer.from('old\n'), mode: 0o644 },
      after: { content: Buffer.from('new\n'), mode: 0o644 },
    },
  ])
  t.equal(machine.now.text('/etc/motd'), 'new\n', 'links are followed')
})

t.test('folders, links and attributes', async (t) => {
  const { machine } = planned()
  await machine.apply({ kind: 'make-directory', path: '/srv/d', mode: 0o777, umask: 'cut' })
  t.match(machine.now.stat('/srv/d'), { type: 'directory', mode: 0o755 })
  await machine.apply({ kind: 'make-link', path: '/srv/l', target: 'd' })
  t.equal(machine.now.readlink('/srv/l'), 'd')
  await machine.apply(write('/srv/l/f', 'x'))
  t.equal(machine.now.text('/srv/d/f'), 'x')
  await machine.apply({ kind: 'set-attributes', path: '/etc/motd', mode: 0o600, gid: 4 })
  t.strictSame(machine.now.stat('/etc/motd'), { type: 'file', mode: 0o600, uid: 0, gid: 4, size: 4 })
  t.equal(machine.now.text('/etc/motd'), 'old\n', 'the content is still the one below')
  t.strictSame(machine.now.list('/srv'), ['d', 'l'])
})

t.test('what is removed is gone, with all below', async (t) => {
  const { machine } = planned()
  t.match(await machine.apply({ kind: 'remove', path: '/etc/d' }), { ok: true, changed: true })
  t.equal(machine.now.stat('/etc/d'), undefined)
  t.equal(machine.now.text('/etc/d/x'), undefined)
  t.strictSame(machine.now.list('/etc'), ['motd'])
  t.match(await machine.apply({ kind: 'remove', path: '/etc/d' }), { ok: true, changed: false })
})

t.test('what the machine would refuse fails in the plan too', async (t) => {
  const { machine } = planned()
  for (const [change, code] of [
    [write('/none/x', ''), 'ENOENT'],
    [write('/etc', ''), 'EISDIR'],
    [write('/etc/motd/x', ''), 'ENOTDIR'],
    [write('', ''), 'ENOENT'],
    [{ kind: 'make-directory', path: '/etc/motd', mode: 0o755, umask: 'cut' }, 'EEXIST'],
    [{ kind: 'set-attributes', path: '/none', mode: 0o755 }, 'ENOENT'],
    [{ kind: 'make-link', path: '/etc', target: 'x' }, 'EISDIR'],
  ] as const) {
    t.match(await machine.apply(change), { ok: false, error: { code } }, JSON.stringify(change))
  }
  t.strictSame(machine.planned, [])
})

t.test('programs are not run, and what only asks has no answer', async (t) => {
  const { below, machine } = planned()
  t.match(await machine.apply({ kind: 'run', command: { shell: 'x' } }), { ok: true, changed: true })
  const asked = await machine.apply({ kind: 'run', command: { shell: 'y' }, question: true })
  t.match(asked, { ok: true, changed: false, skipped: /not run in a plan/ })
  t.match(await machine.apply({ kind: 'fetch', url: 'http://h/' }), { ok: true, changed: true })
  t.match(await machine.apply({ kind: 'fetch', url: 'http://h/', method: 'HEAD' }), {
    ok: true,
    changed: false,
  })
  t.equal(machine.planned.length, 4)
  t.strictSame(below.commands, [])
})

t.test('kernel values and the host name are compared with what they are', async (t) => {
  const below = new MemoryMachine({
    files: { '/proc/sys/kernel/hostname': 'otter\n', '/proc/sys/a/b': '1\n' },
  })
  const machine = new PlannedMachine(below.now, { umask: 0o022 })
  t.match(await machine.apply({ kind: 'set-hostname', name: 'otter' }), { changed: false })
  t.match(await machine.apply({ kind: 'set-hostname', name: 'badger' }), { changed: true })
  t.match(await machine.apply({ kind: 'set-kernel-value', key: 'a/b', value: '1' }), { changed: false })
  t.match(await machine.apply({ kind: 'set-kernel-value', key: 'a/b', value: '2' }), { changed: true })
})
