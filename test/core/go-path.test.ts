import t from 'tap'
import { cleanPath, folderOf, inFolder } from '../../src/core/go-path.ts'

t.test('paths are cleaned and split as filepath does', (t) => {
  for (const [path, clean, folder] of [
    ['', '.', '.'],
    ['/', '/', '/'],
    ['a', 'a', '.'],
    ['/a', '/a', '/'],
    ['/a/', '/a', '/a'],
    ['/a/b', '/a/b', '/a'],
    ['a/b/', 'a/b', 'a/b'],
    ['//a//b', '/a/b', '/a'],
    ['/a/../b', '/b', '/'],
    ['/../a', '/a', '/'],
    ['../a', '../a', '..'],
    ['a/../../b', '../b', '..'],
    ['./a/./b', 'a/b', 'a'],
    ['..', '..', '.'],
    ['/..', '/', '/'],
  ] as const) {
    t.equal(cleanPath(path), clean, `clean ${path}`)
    t.equal(folderOf(path), folder, `folder of ${path}`)
  }
  t.end()
})

t.test('relative paths start at a folder', (t) => {
  t.equal(inFolder('/', 'a/../b'), '/a/../b')
  t.equal(inFolder('/work', 'a'), '/work/a')
  t.equal(inFolder('/work', '/a'), '/a')
  t.equal(inFolder('/work', ''), '')
  t.end()
})
