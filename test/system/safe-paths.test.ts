import { lchownSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import t from 'tap'
import { SafePaths } from '../../src/system/safe-paths.ts'
import { temporaryFolder } from './temporary-folder.ts'

const isRoot = process.geteuid?.() === 0
const skip = isRoot ? false : 'only root can give links away'
const user = 12345

t.test('links that an unprivileged user owns lead only to what is theirs', { skip }, (t) => {
  const folder = temporaryFolder(t)
  mkdirSync(`${folder}/home/own`, { recursive: true })
  writeFileSync(`${folder}/root-file`, '')
  lchownSync(`${folder}/home`, user, user)
  lchownSync(`${folder}/home/own`, user, user)
  const link = (target: string, name: string, owner: number) => {
    symlinkSync(target, `${folder}/home/${name}`)
    lchownSync(`${folder}/home/${name}`, owner, owner)
  }
  link('../root-file', 'to-root', user)
  link(`${folder}/root-new`, 'to-new', user)
  link('own', 'to-own', user)
  link('own/new', 'to-own-new', user)
  link('../root-file', 'by-root', 0)
  link('to-root', 'chain', 0)

  const paths = new SafePaths('/')
  for (const name of ['to-root', 'to-new', 'chain']) {
    t.throws(() => paths.target(`${folder}/home/${name}`), { message: /is not touched.*user 12345/ }, name)
  }
  t.throws(() => paths.entry(`${folder}/home/to-root/x`), { message: /is not touched/ }, 'also on the way')
  t.equal(paths.target(`${folder}/home/to-own`), `${folder}/home/own`)
  t.equal(paths.target(`${folder}/home/to-own-new`), `${folder}/home/own/new`)
  t.equal(paths.target(`${folder}/home/by-root`), `${folder}/root-file`, "root's own links are followed")

  const unprivileged = new SafePaths('/', false)
  t.equal(
    unprivileged.target(`${folder}/home/to-root`),
    `${folder}/root-file`,
    'without privileges there is no danger',
  )
  t.end()
})

t.test('paths below a root cannot leave it', (t) => {
  const root = temporaryFolder(t)
  mkdirSync(`${root}/etc`)
  symlinkSync('/etc', `${root}/out`)
  symlinkSync('../../../../etc/x', `${root}/etc/up`)
  const paths = new SafePaths(`${root}/`)
  t.equal(paths.entry('/out/file'), `${root}/etc/file`)
  t.equal(paths.entry('/../../file'), `${root}/file`)
  t.equal(paths.target('/etc/up'), `${root}/etc/x`)
  t.equal(paths.entry('/etc/up'), `${root}/etc/up`, 'a link at the end is itself an entry')
  t.end()
})

t.test('what is known of folders is forgotten on demand', { skip }, (t) => {
  const folder = temporaryFolder(t)
  const paths = new SafePaths('/')
  t.equal(paths.entry(`${folder}/d/f`), `${folder}/d/f`)
  symlinkSync('/etc', `${folder}/d`)
  lchownSync(`${folder}/d`, user, user)
  paths.forget()
  t.throws(() => paths.entry(`${folder}/d/f`), { message: /is not touched/ })
  t.end()
})
