import { execFileSync, spawnSync } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import t from 'tap'
import type { Change, ChangeOutcome } from '../../src/core/machine.ts'
import { LiveMachine, type LiveOptions } from '../../src/system/live-machine.ts'
import { temporaryFolder } from './temporary-folder.ts'

function live(root: string, rest: Partial<LiveOptions> = {}): LiveMachine {
  return new LiveMachine({ root, umask: 0o022, environment: process.env, timeout: 0, ...rest })
}

type Asked = Exclude<Change, { kind: 'problem' }>

t.test('files go below the root, also through links that try to leave it', async (t) => {
  const root = temporaryFolder(t)
  mkdirSync(`${root}/etc`)
  symlinkSync('/etc', `${root}/link`)
  const machine = live(root)
  const ask = (change: Asked): Promise<ChangeOutcome> => machine.apply(change)
  t.match(await ask({ kind: 'write-file', path: '/link/../../etc/x', content: 'text' }), {
    ok: true,
    changed: true,
  })
  t.equal(readFileSync(`${root}/etc/x`, 'utf8'), 'text')
  t.equal(statSync(`${root}/etc/x`).mode & 0o777, 0o644, 'the mode of new files is cut by the umask')
  t.equal(machine.now.text('/link/x'), 'text')
  t.match(await ask({ kind: 'make-directory', path: '/link/d', mode: 0o700, umask: 'exact' }), {
    changed: true,
  })
  t.match(await ask({ kind: 'make-link', path: '/etc/l', target: 'x' }), { changed: true })
  t.match(await ask({ kind: 'set-attributes', path: '/etc/l', mode: 0o600 }), { changed: true })
  t.match(machine.now.stat('/etc/x'), { mode: 0o600, size: 4, type: 'file' })
  t.match(await ask({ kind: 'remove', path: '/etc/l' }), { changed: true })
  t.strictSame(machine.now.list('/etc'), ['d', 'x'])
})

t.test('what the running system is needed for is skipped, with the reason', async (t) => {
  const machine = live(temporaryFolder(t))
  for (const change of [
    { kind: 'set-hostname', name: 'x' },
    { kind: 'set-kernel-value', key: 'a/b', value: '1' },
    { kind: 'run', command: { argv: ['modprobe', 'x'] }, live: true },
  ] as const) {
    t.match(await machine.apply(change), {
      ok: true,
      changed: false,
      skipped: /needs the running system, not --root/,
    })
  }
  t.match(
    await machine.apply({ kind: 'run', command: { shell: 'true' } }),
    { ok: true, changed: false, skipped: /with a \/bin\/sh in it/ },
    'so are programs in a root without a shell',
  )
})

t.test('refusals are outcomes in words', async (t) => {
  const machine = live('/')
  const folder = temporaryFolder(t)
  for (const [change, message] of [
    [
      { kind: 'write-file', path: `${folder}/a/b`, content: '' },
      /a\/b cannot be written: the folder it is to lie in does not exist/,
    ],
    [{ kind: 'set-attributes', path: `${folder}/a`, mode: 0 }, /cannot be changed: there is no such/],
    [
      { kind: 'run', command: { argv: ['no-such-program'] } },
      /no-such-program is not installed, or not on PATH/,
    ],
    [{ kind: 'run', command: { shell: 'exit 3' } }, /it failed with exit code 3/],
    [{ kind: 'run', command: { shell: 'kill -9 $$' } }, /it was ended by SIGKILL/],
    [
      { kind: 'set-kernel-value', key: 'no/such', value: '1' },
      /kernel parameter no\.such cannot be set: there is no/,
    ],
    [{ kind: 'set-kernel-value', key: 'a/../b', value: '1' }, /is no kernel parameter/],
    [{ kind: 'set-hostname', name: 'n'.repeat(65) }, /longer than 64 bytes/],
    [{ kind: 'fetch', url: 'ftp://user:pw@h/' }, /^ftp:… cannot be fetched/],
  ] as const) {
    const outcome = await machine.apply(change)
    t.equal(outcome.ok, false, JSON.stringify(change))
    if (!outcome.ok) t.match(outcome.error.message, message)
  }
})

t.test('what a program changes is seen', async (t) => {
  const folder = temporaryFolder(t)
  const machine = live('/')
  t.match(await machine.apply({ kind: 'run', command: { shell: `echo x > ${folder}/f` } }), {
    ok: true,
    changed: true,
  })
  t.equal(machine.now.text(`${folder}/f`), 'x\n')
  t.match(await machine.apply({ kind: 'run', command: { shell: 'true' }, question: true }), {
    ok: true,
    changed: false,
  })
})

t.test('what cannot be read is told; what is not there is not', (t) => {
  const folder = temporaryFolder(t)
  const { now } = live('/')
  writeFileSync(`${folder}/f`, '')
  spawnSync('mkfifo', [`${folder}/pipe`])
  t.equal(now.text(`${folder}/none`), undefined)
  t.equal(now.text(`${folder}/f/x`), undefined)
  t.equal(now.stat(`${folder}/f/x`), undefined)
  t.equal(now.list(`${folder}/f`), undefined)
  t.throws(() => now.text(folder), { message: /cannot be read/ })
  t.throws(() => now.text(`${folder}/pipe`), { message: /no regular file/ }, 'a pipe is not waited for')
  t.equal(now.stat(`${folder}/pipe`)?.type, 'other')
  t.end()
})

t.test('locks are held until they are released', async (t) => {
  const root = temporaryFolder(t)
  mkdirSync(`${root}/etc`)
  const machine = live(root)
  t.match(await machine.apply({ kind: 'hold-lock', path: '/etc/passwd' }), { ok: true, changed: false })
  t.match(await machine.apply({ kind: 'hold-lock', path: '/etc/passwd' }), { ok: true }, 'asked for again')
  t.ok(existsSync(`${root}/etc/passwd.lock`))
  machine.releaseLocks()
  t.notOk(existsSync(`${root}/etc/passwd.lock`))
})

const canUnshare = spawnSync('unshare', ['--uts', 'true']).status === 0
t.test('the host name of the running system', { skip: canUnshare ? false : 'needs a UTS namespace' }, (t) => {
  const script = fileURLToPath(new URL('renaming.ts', import.meta.url))
  const { stdout } = spawnSync('unshare', ['--uts', process.execPath, '--import', 'tsx', script], {
    encoding: 'utf8',
  })
  t.strictSame(JSON.parse(stdout || '[]'), [
    { name: 'otter', changed: true },
    { name: 'otter', changed: false },
    { name: ' two words ', changed: true },
    { name: '', changed: true },
    { name: 'n'.repeat(64), changed: true },
  ])
  t.end()
})

t.test(
  'programs in a root run inside it',
  { skip: process.geteuid?.() === 0 ? false : 'only root' },
  async (t) => {
    const root = temporaryFolder(t)
    mkdirSync(`${root}/bin`)
    const shell = realpathSync('/bin/sh')
    cpSync(shell, `${root}/bin/sh`)
    for (const library of execFileSync('ldd', [shell], { encoding: 'utf8' }).match(/\/\S+/g) ?? []) {
      mkdirSync(`${root}${dirname(library)}`, { recursive: true })
      cpSync(realpathSync(library), `${root}${library}`)
    }
    t.match(await live(root).apply({ kind: 'run', command: { shell: 'echo x > /inside' } }), {
      ok: true,
      changed: true,
    })
    t.equal(readFileSync(`${root}/inside`, 'utf8'), 'x\n')
  },
)

const asNobody = process.geteuid?.() === 0 ? false : 'only root can become somebody else'
t.test(
  'owners in a root are left out for others than root, and that is said once',
  { skip: asNobody },
  async (t) => {
    const root = temporaryFolder(t)
    chmodSync(root, 0o777)
    const notes: string[] = []
    process.seteuid?.(65534)
    try {
      const machine = live(root, { note: (message) => notes.push(message) })
      for (const name of ['a', 'b']) {
        const outcome = await machine.apply({
          kind: 'write-file',
          path: `/${name}`,
          content: '',
          uid: 0,
          gid: 0,
        })
        t.match(outcome, { ok: true, changed: true })
      }
    } finally {
      process.seteuid?.(0)
    }
    t.equal(statSync(`${root}/a`).uid, 65534)
    t.match(notes, [/only root can give files away/])
    t.equal(notes.length, 1)
  },
)
