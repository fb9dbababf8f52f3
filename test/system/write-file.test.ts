import {
  chmodSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import t from 'tap'
import { SafePaths } from '../../src/system/safe-paths.ts'
import { type FileWanted, writeFile } from '../../src/system/write-file.ts'
import { temporaryFolder } from './temporary-folder.ts'

const paths = new SafePaths('/')

function wanted(path: string, content: string, rest: Partial<FileWanted> = {}): FileWanted {
  return { path, content: Buffer.from(content), mode: undefined, newMode: 0o644, sync: false, ...rest }
}

t.test('a new file gets content and exactly its mode, and nothing is left beside it', (t) => {
  const folder = temporaryFolder(t)
  t.equal(writeFile(wanted(`${folder}/a`, 'text', { mode: 0o467 }), paths), true)
  t.equal(readFileSync(`${folder}/a`, 'utf8'), 'text')
  t.equal(statSync(`${folder}/a`).mode & 0o7777, 0o467)
  t.strictSame(readdirSync(folder), ['a'])
  t.end()
})

t.test('what is right already is not touched', (t) => {
  const path = `${temporaryFolder(t)}/a`
  writeFile(wanted(path, 'text'), paths)
  const before = lstatSync(path, { bigint: true })
  t.equal(writeFile(wanted(path, 'text', { mode: 0o644, uid: process.getuid?.() ?? 0 }), paths), false)
  t.equal(lstatSync(path, { bigint: true }).ctimeNs, before.ctimeNs)
  t.end()
})

t.test('only the mode is set when only that differs', (t) => {
  const path = `${temporaryFolder(t)}/a`
  writeFile(wanted(path, 'text'), paths)
  const { ino } = statSync(path)
  t.equal(writeFile(wanted(path, 'text', { mode: 0o600 }), paths), true)
  t.equal(statSync(path).mode & 0o777, 0o600)
  t.equal(statSync(path).ino, ino, 'it is the same file')
  t.end()
})

t.test('an existing file is replaced as a whole and keeps mode and owner that are not asked for', (t) => {
  const path = `${temporaryFolder(t)}/a`
  writeFileSync(path, 'old')
  chmodSync(path, 0o604)
  const { ino } = statSync(path)
  t.equal(writeFile(wanted(path, 'new content'), paths), true)
  t.equal(readFileSync(path, 'utf8'), 'new content')
  t.equal(statSync(path).mode & 0o777, 0o604)
  t.not(statSync(path).ino, ino, 'it is another file, so readers of the old one are not disturbed')
  t.end()
})

t.test('links are followed and stay', (t) => {
  const folder = temporaryFolder(t)
  writeFileSync(`${folder}/real`, 'old')
  symlinkSync('real', `${folder}/link`)
  symlinkSync('not-yet', `${folder}/dangling`)
  writeFile(wanted(`${folder}/link`, 'new'), paths)
  writeFile(wanted(`${folder}/dangling`, 'made'), paths)
  t.equal(readlinkSync(`${folder}/link`), 'real')
  t.equal(readFileSync(`${folder}/real`, 'utf8'), 'new')
  t.equal(readFileSync(`${folder}/not-yet`, 'utf8'), 'made')
  t.end()
})

t.test('other names of a file stay names of it', (t) => {
  const folder = temporaryFolder(t)
  writeFileSync(`${folder}/a`, 'old and longer')
  linkSync(`${folder}/a`, `${folder}/b`)
  writeFile(wanted(`${folder}/a`, 'new'), paths)
  t.equal(readFileSync(`${folder}/b`, 'utf8'), 'new')
  t.end()
})

t.test('a folder, a missing parent and an empty path are refused', (t) => {
  const folder = temporaryFolder(t)
  mkdirSync(`${folder}/d`)
  writeFileSync(`${folder}/f`, '')
  for (const [path, code] of [
    [`${folder}/d`, 'EISDIR'],
    [`${folder}/new/`, 'EISDIR'],
    [`${folder}/none/x`, 'ENOENT'],
    [`${folder}/f/x`, 'ENOTDIR'],
    ['', 'ENOENT'],
  ] as const) {
    t.throws(() => writeFile(wanted(path, 'x'), paths), { code }, `"${path}"`)
  }
  t.strictSame(readdirSync(folder), ['d', 'f'], 'and nothing is left')
  t.end()
})

t.test('what a killed run left is replaced; what somebody is at work on is not', (t) => {
  const folder = temporaryFolder(t)
  const left = `${folder}/.cos-config`
  writeFileSync(left, 'half')
  utimesSync(left, new Date(0), new Date(0))
  writeFile(wanted(`${folder}/a`, 'first'), paths)
  t.strictSame(readdirSync(folder), ['a'])

  writeFileSync(left, 'half')
  writeFile(wanted(`${folder}/a`, 'second'), paths)
  t.equal(readFileSync(`${folder}/a`, 'utf8'), 'second')
  t.strictSame(readdirSync(folder), ['.cos-config', 'a'])

  const others = [`${left}-a1b2c3d4`, `${left}-link`, `${left}-young`, `${folder}/.cos-configuration`]
  for (const path of others) writeFileSync(path, '')
  for (const path of [left, ...others])
    if (!path.endsWith('young')) utimesSync(path, new Date(0), new Date(0))
  writeFile(wanted(`${folder}/a`, 'third'), paths)
  t.strictSame(
    readdirSync(folder),
    ['.cos-config-young', '.cos-configuration', 'a'],
    'all of it, and only that',
  )
  t.end()
})

t.test('names as long as the file system allows can be written', (t) => {
  const folder = temporaryFolder(t)
  const name = 'n'.repeat(255)
  writeFile(wanted(`${folder}/${name}`, 'x'), paths)
  t.strictSame(readdirSync(folder), [name])
  t.end()
})

t.test('devices are written to, not replaced', (t) => {
  const before = statSync('/dev/null')
  t.equal(writeFile(wanted('/dev/null', 'x'), paths), true)
  t.ok(statSync('/dev/null').isCharacterDevice())
  t.equal(statSync('/dev/null').ino, before.ino)
  t.end()
})
