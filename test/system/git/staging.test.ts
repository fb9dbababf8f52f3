import { chmodSync, existsSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs'
import t from 'tap'
import { makePrivateFolder, makeStaging } from '../../../src/system/git/staging.ts'
import { temporaryFolder } from '../temporary-folder.ts'

t.test('a private folder removes those of processes that are no more, and only those', async (t) => {
  const parent = temporaryFolder(t)
  const mine = makePrivateFolder([parent])
  mkdirSync(`${parent}/.cos-config-git-999999999-x/.git`, { recursive: true })
  mkdirSync(`${parent}/.cos-config-git-1-x`)
  mkdirSync(`${parent}/.cos-config-git-notes`)
  symlinkSync('/etc', `${parent}/.cos-config-git-999999998-x`)
  const next = makePrivateFolder([`${parent}/none`, parent])
  t.ok(existsSync(mine.folder), 'one that is in use stays')
  t.notOk(existsSync(`${parent}/.cos-config-git-999999999-x`))
  next.dispose()
  mine.dispose()
  t.strictSame(readdirSync(parent).sort(), [
    '.cos-config-git-1-x',
    '.cos-config-git-999999998-x',
    '.cos-config-git-notes',
  ])
})

t.test(
  'files are staged in the nearest folder that others cannot change',
  { skip: process.geteuid?.() !== 0 && 'needs root' },
  async (t) => {
    const parent = temporaryFolder(t)
    mkdirSync(`${parent}/open/inner`, { recursive: true })
    for (const [path, mode, expected] of [
      [`${parent}/new/clone`, 0o755, parent],
      [`${parent}/open/inner/clone`, 0o755, `${parent}/open/inner`],
      [`${parent}/open/inner/clone`, 0o777, parent],
      [`${parent}/open/inner/clone`, 0o1777, `${parent}/open/inner`],
    ] as const) {
      chmodSync(`${parent}/open`, mode)
      const { folder, dispose } = makeStaging(path)
      t.equal(folder.slice(0, folder.lastIndexOf('/')), expected, `${path} ${mode.toString(8)}`)
      dispose()
    }
  },
)
