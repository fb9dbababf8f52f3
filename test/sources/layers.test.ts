import { execFileSync } from 'node:child_process'
import { symlinkSync } from 'node:fs'
import t from 'tap'
import { readGivenLayer, readLayer } from '../../src/sources/layers.ts'

t.test('a default layer that does not exist is skipped', async (t) => {
  t.same(readLayer('/nowhere/oem'), {
    label: '/nowhere/oem',
    files: [],
    diagnostics: [],
    skipped: 'does not exist',
  })
})

t.test('a layer that was asked for has to exist', async (t) => {
  t.match(readGivenLayer('/nowhere/oem'), {
    files: [],
    diagnostics: [{ message: '/nowhere/oem does not exist' }],
  })
})

t.test('a layer is a folder, one behind a link, or a file', async (t) => {
  const path = t.testdir({ real: { 'a.yaml': 'a' }, 'one.txt': 'one' })
  symlinkSync('real', `${path}/link`)
  for (const read of [readLayer, readGivenLayer]) {
    t.match(read(`${path}/real`), {
      label: `${path}/real`,
      files: [{ file: `${path}/real/a.yaml` }],
      diagnostics: [],
    })
    t.match(read(`${path}/link`), {
      label: `${path}/link`,
      files: [{ file: `${path}/link/a.yaml` }],
      diagnostics: [],
    })
    t.match(read(`${path}/one.txt`), {
      label: `${path}/one.txt`,
      files: [{ file: `${path}/one.txt` }],
      diagnostics: [],
    })
  }
})

t.test('a layer is looked up below the root', async (t) => {
  const path = t.testdir({ oem: { 'a.yaml': 'a' } })
  t.match(readLayer('/oem', path).files, [{ file: '/oem/a.yaml' }])
})

t.test('a layer that cannot be looked at is a finding, not one that does not exist', async (t) => {
  const path = t.testdir({ file: 'a' })
  symlinkSync('loop', `${path}/loop`)
  t.match(readLayer(`${path}/file/oem`).diagnostics, [{ rule: 'unreadable-file', message: /no folder/ }])
  t.match(readLayer(`${path}/loop`).diagnostics, [
    { rule: 'unreadable-file', message: /round in symbolic links/ },
  ])
})

t.test('an empty name is no layer, and not the whole file system', async (t) => {
  t.match(readGivenLayer(''), { files: [], diagnostics: [{ rule: 'source-missing' }] })
})

t.test('a default layer that is a pipe is told, not waited for', async (t) => {
  const path = t.testdir({})
  execFileSync('mkfifo', [`${path}/oem`])
  t.match(readLayer('/oem', path), {
    files: [],
    diagnostics: [
      { message: '/oem is a named pipe, not a file', help: 'remove it, or put a file in its place' },
    ],
  })
})
