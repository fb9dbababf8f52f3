import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import t from 'tap'
import { cloneRepository } from '../../../src/system/git/clone-repository.ts'
import { SafePaths } from '../../../src/system/safe-paths.ts'
import { temporaryFolder } from '../temporary-folder.ts'
import { clone, commit, git, repository } from './repositories.ts'

const isRoot = process.geteuid?.() === 0
if (!isRoot) console.error('LEFT OUT: clones that belong to other users; the tests need root')
const needsRoot = isRoot ? false : 'needs root'

t.test('a clone is made, and then brought up to date only when something is new', async (t) => {
  const { source, folder } = repository(t)
  const path = `${folder}/x/clone`
  t.equal(await clone({ url: source, path }), true)
  t.equal(readFileSync(`${path}/a.txt`, 'utf8'), 'one\n')
  t.equal(git(path, 'branch', '-vv').includes('[origin/main]'), true, 'it follows its origin')
  t.equal(await clone({ url: source, path }), false, 'nothing is new')
  commit(source, { 'a.txt': 'two\n' })
  writeFileSync(`${path}/a.txt`, 'edited\n')
  writeFileSync(`${path}/mine`, 'mine\n')
  t.equal(await clone({ url: source, path }), true)
  t.equal(readFileSync(`${path}/a.txt`, 'utf8'), 'two\n')
  t.equal(readFileSync(`${path}/mine`, 'utf8'), 'mine\n')
  t.strictSame(readdirSync(`${folder}/x`), ['clone'], 'nothing else is left')
})

t.test('a rewritten branch, and another one, are taken as the server has them', async (t) => {
  const { source, folder } = repository(t)
  const path = `${folder}/clone`
  await clone({ url: source, path, branch: 'dev' })
  git(source, 'checkout', '-q', 'dev')
  git(source, 'commit', '-q', '--amend', '-m', 'again')
  t.equal(await clone({ url: source, path, branch: 'dev' }), true)
  t.equal(git(path, 'rev-parse', 'HEAD'), git(source, 'rev-parse', 'dev'))
  t.equal(await clone({ url: source, path, branch: 'main' }), true)
  t.equal(git(path, 'symbolic-ref', 'HEAD'), 'refs/heads/main')
  t.notOk(existsSync(`${path}/dev.txt`))
})

t.test('what fails leaves nothing, and says why', async (t) => {
  const { source, folder } = repository(t)
  const empty = `${folder}/empty`
  mkdirSync(empty)
  git(empty, 'init', '-q', '--bare')
  const path = `${folder}/x/clone`
  for (const [change, message] of [
    [{ url: source, branch: 'nope' }, /there is no branch nope/],
    [{ url: source, branch: 'nope', onlyBranch: true }, /there is no branch nope/],
    [{ url: source, branch: '--upload-pack=touch' }, /there is no branch/],
    [{ url: source, branch: 'a..b' }, /there is no branch/],
    [{ url: `${folder}/none.git` }, /there is no repository/],
    [{ url: empty }, /the repository is empty/],
    [{ url: 'http://127.0.0.1:1/r.git' }, /the connection is refused/],
    [{ url: 'ext::sh -c true' }, /no address of a repository/],
  ] as const) {
    await t.rejects(clone({ path, ...change }), { name: 'MachineError', message })
    t.notOk(existsSync(`${folder}/x`), message.source)
  }
  t.strictSame(readdirSync(folder).sort(), ['empty', 'source'])
  await t.rejects(clone({ url: source, path }, { PATH: '/nowhere' }), { message: /git is not installed/ })
})

t.test('a .git that is no repository is left as it is', async (t) => {
  const { source, folder } = repository(t)
  mkdirSync(`${folder}/a/.git`, { recursive: true })
  await t.rejects(clone({ url: source, path: `${folder}/a` }), { message: /is no repository/ })
  mkdirSync(`${folder}/b`)
  symlinkSync('/nowhere', `${folder}/b/.git`)
  await t.rejects(clone({ url: source, path: `${folder}/b` }), { message: /is no folder/ })
})

t.test('what a killed run left behind is in nobody’s way', async (t) => {
  const { source, folder } = repository(t)
  const left = `${folder}/.cos-config-git-999999999-abc`
  mkdirSync(`${left}/.git`, { recursive: true })
  await clone({ url: source, path: `${folder}/clone` })
  t.strictSame(readdirSync(folder).sort(), ['clone', 'source'])
  writeFileSync(`${folder}/clone/.git/index.lock`, '')
  await t.rejects(clone({ url: source, path: `${folder}/clone`, branch: 'dev' }), { message: /index.lock/ })
  utimesSync(`${folder}/clone/.git/index.lock`, 1, 1)
  t.equal(
    await clone({ url: source, path: `${folder}/clone`, branch: 'dev' }),
    true,
    'an old lock is nobody’s',
  )
})

t.test('passwords are neither on a command line nor in the clone', async (t) => {
  const { folder } = repository(t)
  const shims = temporaryFolder(t)
  writeFileSync(`${shims}/git`, `#!/bin/sh\necho "$@" >> ${shims}/log\nPATH=\${PATH#*:}\nexec git "$@"\n`)
  chmodSync(`${shims}/git`, 0o755)
  const PATH = `${shims}:${process.env.PATH}`
  const login = { username: 'me', password: 'top-secret' }
  for (const change of [
    { url: 'http://127.0.0.1:1/r.git', login },
    { url: 'http://me:top-secret@127.0.0.1:1/r.git' },
  ]) {
    await t.rejects(clone({ path: `${folder}/c`, ...change }, { PATH }), {
      message: /^(?![\s\S]*top-secret)/,
    })
  }
  const log = readFileSync(`${shims}/log`, 'utf8')
  t.match(log, /ls-remote/)
  t.notMatch(log, /top-secret/)
  await t.rejects(
    clone({ url: 'http://127.0.0.1:1/r.git', path: `${folder}/c`, login: { username: 'a\nhost=evil' } }),
    {
      message: /auth.username has more than one line/,
    },
  )
})

t.test('hooks, watchers and filters of a clone never run as root', { skip: needsRoot }, async (t) => {
  const { source, folder } = repository(t)
  chmodSync(folder, 0o755)
  const path = `${folder}/clone`
  commit(source, { '.gitattributes': '*.txt filter=evil\n' })
  await clone({ url: source, path })
  const marks = `${folder}/marks`
  mkdirSync(marks)
  chmodSync(marks, 0o777)
  const evil = `sh -c 'id -u >> ${marks}/ran; cat'`
  for (const [name, value] of [
    ['filter.evil.smudge', evil],
    ['filter.evil.clean', evil],
    ['core.fsmonitor', evil],
  ] as const)
    git(path, 'config', name, value)
  mkdirSync(`${path}/.git/hooks`, { recursive: true })
  for (const hook of ['post-checkout', 'reference-transaction']) {
    writeFileSync(`${path}/.git/hooks/${hook}`, `#!/bin/sh\necho hook-$(id -u) >> ${marks}/ran\n`, {
      mode: 0o755,
    })
  }
  execFileSync('chown', ['-R', '12345:12345', path])
  commit(source, { 'a.txt': 'two\n' })
  // The owner of a clone reads its source as anybody else does.
  execFileSync('chown', ['-R', '12345:12345', source])
  t.equal(await clone({ url: source, path }), true)
  const ran = existsSync(`${marks}/ran`) ? readFileSync(`${marks}/ran`, 'utf8').trim().split('\n') : []
  t.strictSame([...new Set(ran)], ['12345'], 'only what its owner asked for, as its owner')
  t.equal(readFileSync(`${path}/a.txt`, 'utf8'), 'two\n')
  t.equal(lstatSync(`${path}/a.txt`).uid, 12345)
})

t.test(
  'a clone of root’s in a folder of somebody else is worked on where they cannot reach',
  { skip: needsRoot },
  async (t) => {
    const { source, folder } = repository(t)
    const home = `${folder}/home`
    mkdirSync(home)
    chownSync(home, 12345, 12345)
    const path = `${home}/clone`
    t.equal(await clone({ url: source, path }), true)
    t.equal(lstatSync(`${path}/.git`).uid, 0)
    commit(source, { 'a.txt': 'two\n' })
    t.equal(await clone({ url: source, path }), true)
    t.equal(readFileSync(`${path}/a.txt`, 'utf8'), 'two\n')
    t.ok(existsSync(`${path}/.git/config`), 'it is back in its place')
    t.strictSame([readdirSync(home), readdirSync(folder).sort()], [['clone'], ['home', 'source']])
    await t.rejects(clone({ url: source, path, branch: 'nope' }))
    t.ok(existsSync(`${path}/.git/config`), 'also when it fails')
  },
)

t.test('below another root, a path is one of that root, and so is what the clone remembers', async (t) => {
  const { folder } = repository(t)
  mkdirSync(`${folder}/srv`)
  symlinkSync('/srv', `${folder}/link`)
  const wanted = { kind: 'clone-repository', url: '/source', path: '/link/clone' } as const
  const surroundings = { environment: { PATH: process.env.PATH }, paths: new SafePaths(folder), timeout: 0 }
  t.equal(await cloneRepository(wanted, surroundings), true)
  t.equal(readFileSync(`${folder}/srv/clone/a.txt`, 'utf8'), 'one\n')
  t.equal(git(`${folder}/srv/clone`, 'config', 'remote.origin.url'), '/source')
  t.equal(await cloneRepository({ ...wanted, url: 'file:///source' }, surroundings), false)
})
