import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { dirname } from 'node:path'
import t from 'tap'
import {
  cacheStore,
  ownFile,
  readPrivately,
  removeLeftovers,
  writePrivately,
} from '../../src/engine/run-files.ts'
import { temporaryFolder } from '../system/temporary-folder.ts'

t.test('what is written is for us alone, and is read again', async (t) => {
  const path = ownFile(temporaryFolder(t), 'boot.json')
  writePrivately(path, 'one')
  writePrivately(path, 'two')
  t.equal(readPrivately(path), 'two')
  t.equal(statSync(path).mode & 0o777, 0o600)
  t.same(readdirSync(dirname(path)), ['boot.json'])
})

t.test('a link in place of the folder is not followed, also where it stays below the root', async (t) => {
  const root = temporaryFolder(t)
  mkdirSync(`${root}/run`)
  mkdirSync(`${root}/target`)
  writeFileSync(`${root}/target/decoded.json`, 'planted', { mode: 0o600 })
  for (const target of ['/target', '../target', `${root}/target`]) {
    symlinkSync(target, `${root}/run/cos-config`)
    t.throws(
      () => writePrivately(ownFile(root, 'boot.json'), 'x'),
      /is a link, which is not followed; remove it/,
    )
    t.equal(cacheStore(root, true).read(), undefined)
    cacheStore(root, true).write('x')
    t.same(readdirSync(`${root}/target`), ['decoded.json'])
    t.equal(readFileSync(`${root}/target/decoded.json`, 'utf8'), 'planted')
    spawnSync('rm', [`${root}/run/cos-config`])
  }
})

t.test('a link in place of the file is replaced, not followed', async (t) => {
  const root = temporaryFolder(t)
  const path = ownFile(root, 'boot.json')
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(`${root}/victim`, 'untouched', { mode: 0o600 })
  symlinkSync(`${root}/victim`, path)
  t.equal(readPrivately(path), undefined)
  writePrivately(path, 'x')
  t.ok(lstatSync(path).isFile())
  t.equal(readFileSync(`${root}/victim`, 'utf8'), 'untouched')
})

t.test('what others could have written is not read', async (t) => {
  const root = temporaryFolder(t)
  const path = ownFile(root, 'decoded.json')
  writePrivately(path, 'x')
  chmodSync(path, 0o644)
  t.equal(readPrivately(path), undefined, 'a mode of its own')
  chmodSync(path, 0o600)
  chmodSync(`${root}/run/cos-config`, 0o777)
  t.equal(readPrivately(path), undefined, 'a folder for all')
  writePrivately(path, 'y')
  t.equal(statSync(`${root}/run/cos-config`).mode & 0o777, 0o755, 'which the next writer closes')
})

t.test('where there can be no folder, reading finds nothing and writing says why', async (t) => {
  const root = temporaryFolder(t)
  writeFileSync(`${root}/run`, '')
  t.equal(cacheStore(root, true).read(), undefined)
  t.throws(() => writePrivately(ownFile(root, 'boot.json'), 'x'), { code: 'ENOTDIR' })
  spawnSync('rm', [`${root}/run`])
  symlinkSync('run', `${root}/run`)
  t.equal(cacheStore(root, true).read(), undefined)
  t.throws(() => ownFile(root, 'boot.json'), { code: 'ELOOP' })
})

t.test('what killed runs left is removed, what others are writing stays', async (t) => {
  const root = temporaryFolder(t)
  const folder = `${root}/run/cos-config`
  mkdirSync(folder, { recursive: true })
  const dead = spawnSync('true').pid
  for (const name of [`boot.json.${dead}.tmp`, `boot.json.${process.pid}.tmp`, 'boot.json', 'x.tmp']) {
    writeFileSync(`${folder}/${name}`, '')
  }
  removeLeftovers(folder)
  t.same(readdirSync(folder).sort(), ['boot.json', `boot.json.${process.pid}.tmp`, 'x.tmp'].sort())
})
