import { existsSync, lstatSync, mkdirSync, readlinkSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import t from 'tap'
import { changeAttributes, makeDirectory, makeLink, removeEntry } from '../../src/system/entries.ts'
import { SafePaths } from '../../src/system/safe-paths.ts'
import { temporaryFolder } from './temporary-folder.ts'

const paths = new SafePaths('/')

t.test('folders', (t) => {
  const folder = temporaryFolder(t)
  const make = (name: string, mode: number, umask: 'cut' | 'exact') =>
    makeDirectory({ kind: 'make-directory', path: `${folder}/${name}`, mode, umask }, paths)
  const modeOf = (name: string) => statSync(`${folder}/${name}`).mode & 0o7777
  const umask = process.umask(0o027)
  t.teardown(() => process.umask(umask))

  t.equal(make('cut', 0o777, 'cut'), true)
  t.equal(modeOf('cut'), 0o750, 'the mode is cut by the umask')
  t.equal(make('exact/', 0o777, 'exact'), true)
  t.equal(modeOf('exact'), 0o777, 'or not')
  t.equal(make('cut', 0o700, 'cut'), false)
  t.equal(modeOf('cut'), 0o750, 'an existing one is left alone by "cut"')
  t.equal(make('cut', 0o700, 'exact'), true)
  t.equal(modeOf('cut'), 0o700, 'and gets the mode by "exact"')
  t.equal(make('cut', 0o700, 'exact'), false, 'once')

  symlinkSync('exact', `${folder}/link`)
  t.equal(make('link', 0o711, 'exact'), true)
  t.equal(modeOf('exact'), 0o711, 'through a link too')
  symlinkSync('nowhere', `${folder}/dangling`)
  t.throws(() => make('dangling', 0o711, 'exact'), { code: 'EEXIST' })
  writeFileSync(`${folder}/file`, '')
  t.throws(() => make('file', 0o755, 'cut'), { code: 'EEXIST', message: /is no folder/ })
  t.throws(() => make('a/b', 0o755, 'cut'), { code: 'ENOENT' })
  t.end()
})

t.test('attributes change only where they differ', (t) => {
  const path = `${temporaryFolder(t)}/f`
  writeFileSync(path, '', { mode: 0o644 })
  t.equal(changeAttributes({ kind: 'set-attributes', path, mode: 0o600 }, paths), true)
  t.equal(changeAttributes({ kind: 'set-attributes', path, mode: 0o600, uid: -1, gid: -1 }, paths), false)
  t.throws(() => changeAttributes({ kind: 'set-attributes', path: `${path}x`, mode: 0o600 }, paths), {
    code: 'ENOENT',
  })
  t.end()
})

t.test('set-user-id survives a new owner', { skip: process.geteuid?.() === 0 ? false : 'only root' }, (t) => {
  const path = `${temporaryFolder(t)}/f`
  writeFileSync(path, '')
  t.equal(changeAttributes({ kind: 'set-attributes', path, mode: 0o4755, uid: 33, gid: 33 }, paths), true)
  t.match(statSync(path), { uid: 33, gid: 33 })
  t.equal(statSync(path).mode & 0o7777, 0o4755)
  t.end()
})

t.test('files, links and empty folders are removed, once', (t) => {
  const folder = temporaryFolder(t)
  const remove = (name: string) => removeEntry({ kind: 'remove', path: `${folder}/${name}` }, paths)
  writeFileSync(`${folder}/f`, '')
  mkdirSync(`${folder}/d/inner`, { recursive: true })
  symlinkSync('d', `${folder}/l`)
  t.equal(remove('l'), true)
  t.ok(existsSync(`${folder}/d`), 'not what the link led to')
  t.equal(remove('f'), true)
  t.equal(remove('f'), false)
  t.throws(() => remove('d'), { code: 'ENOTEMPTY' })
  t.equal(remove('d/inner'), true)
  t.end()
})

t.test('links are made, and moved in one step', (t) => {
  const folder = temporaryFolder(t)
  const link = (name: string, target: string) =>
    makeLink({ kind: 'make-link', path: `${folder}/${name}`, target }, paths)
  t.equal(link('l', 'one'), true)
  t.equal(link('l', 'one'), false)
  t.equal(link('l', 'two'), true)
  t.equal(readlinkSync(`${folder}/l`), 'two')
  writeFileSync(`${folder}/f`, '')
  t.equal(link('f', 'two'), true)
  t.ok(lstatSync(`${folder}/f`).isSymbolicLink())
  mkdirSync(`${folder}/d`)
  t.throws(() => link('d', 'two'), { code: 'EISDIR' })
  t.end()
})
