import { mkdirSync, mkdtempSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t from 'tap'
import { resolveInRoot, resolveParentInRoot } from '../../src/system/root-path.ts'

const root = realpathSync(mkdtempSync(join(tmpdir(), 'root-path-')))
mkdirSync(`${root}/etc/sub`, { recursive: true })
mkdirSync(`${root}/usr/lib`, { recursive: true })
writeFileSync(`${root}/etc/file`, '')
symlinkSync('usr/lib', `${root}/lib`)
symlinkSync('/etc', `${root}/absolute`)
symlinkSync('../../../../../../etc', `${root}/usr/climbing`)
symlinkSync('/usr/climbing/file', `${root}/chain`)
symlinkSync('loop', `${root}/loop`)
symlinkSync('/etc/new', `${root}/dangling`)

t.test('what a path leads to stays inside the root', (t) => {
  for (const [path, expected] of [
    ['/etc/file', '/etc/file'],
    ['etc/file', '/etc/file'],
    ['//etc/./file', '/etc/file'],
    ['/etc/sub/../file', '/etc/file'],
    ['/../../etc/file', '/etc/file'],
    ['/lib/x', '/usr/lib/x'],
    ['/lib/../x', '/usr/x'],
    ['/absolute/file', '/etc/file'],
    ['/usr/climbing/file', '/etc/file'],
    ['/chain', '/etc/file'],
    ['/dangling', '/etc/new'],
    ['/not/there/yet', '/not/there/yet'],
    ['/etc/sub/', '/etc/sub/'],
    ['/', '/'],
    ['/..', '/'],
  ] as const) {
    t.equal(resolveInRoot(root, path), root + expected, path)
    t.equal(resolveInRoot(`${root}/`, path), root + expected, `${path} below a root with a trailing slash`)
  }
  t.end()
})

t.test('a link at the end stays where the link itself is meant', (t) => {
  t.equal(resolveParentInRoot(root, '/chain'), `${root}/chain`)
  t.equal(resolveParentInRoot(root, '/absolute/sub'), `${root}/etc/sub`)
  t.equal(
    resolveParentInRoot(root, '/lib/'),
    `${root}/usr/lib/`,
    'a trailing slash means the folder behind it',
  )
  t.end()
})

t.test('a loop of links is an error', (t) => {
  t.throws(() => resolveInRoot(root, '/loop'), { code: 'ELOOP' })
  t.throws(() => resolveInRoot(root, '/loop/x'), { code: 'ELOOP' })
  t.end()
})

t.test('the path is left to the kernel when the root is the machine itself', (t) => {
  t.equal(resolveInRoot('/', '/etc/../x/'), '/etc/../x/')
  t.end()
})

t.test('a path that no kernel takes, or that takes minutes to look at, is refused at once', async (t) => {
  for (const path of [`/${'a/'.repeat(5000)}x`, `/${'a/'.repeat(300)}`, `/${'n'.repeat(5000)}`]) {
    t.throws(() => resolveInRoot(root, path), { code: 'ENAMETOOLONG' })
  }
})
