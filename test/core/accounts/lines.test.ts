import fc from 'fast-check'
import t from 'tap'
import {
  appendLine,
  nameOf,
  readLines,
  removeExactLine,
  removeNamed,
  replaceNamed,
} from '../../../src/core/accounts/lines.ts'

t.test('a line is added at the end, after the last line was ended', (t) => {
  t.equal(appendLine('', 'a:1'), 'a:1\n')
  t.equal(appendLine('a:1\n', 'b:2'), 'a:1\nb:2\n')
  t.equal(appendLine('a:1', 'b:2'), 'a:1\nb:2\n')
  t.equal(appendLine('\n', 'b:2'), '\nb:2\n', 'an empty line stays')
  t.end()
})

t.test('each line of a name is replaced, in its place, and nothing else', (t) => {
  const replaced = (text: string) => replaceNamed(text, 'b', () => 'b:new')
  t.equal(replaced('a:1\nb:2\nc:3\n'), 'a:1\nb:new\nc:3\n')
  t.equal(replaced('b:1\n#b:2\n\nb:3'), 'b:new\n#b:2\n\nb:new', 'a missing end at the end stays missing')
  t.equal(replaced('bb:1\nab:2\n b:3\n'), 'bb:1\nab:2\n b:3\n')
  t.equal(
    replaceNamed('\n:x\n', '', () => 'y'),
    '\n:x\n',
    'an empty name is no name',
  )
  t.end()
})

t.test('only a whole line with its end is taken out, and only the first', (t) => {
  t.equal(removeExactLine('a:1\nb:2\na:1\n', 'a:1'), 'b:2\na:1\n')
  t.equal(removeExactLine('aa:1\nb:2\n', 'a:1'), 'aa:1\nb:2\n', 'the tail of a line is not the line')
  t.equal(removeExactLine('x\na:1\n', 'a:1'), 'x\n')
  t.equal(removeExactLine('x\na:1', 'a:1'), 'x\na:1', 'a line that never ended is not touched')
  t.equal(removeExactLine('a:12\n', 'a:1'), 'a:12\n')
  t.equal(removeExactLine('', 'a:1'), '')
  t.end()
})

t.test('of several lines of a name the last is taken out', (t) => {
  t.equal(removeNamed('a:1\nb:2\na:3\nc:4\n', 'a'), 'a:1\nb:2\nc:4\n')
  t.equal(removeNamed('a:1\nb:2', 'b'), 'a:1\n')
  t.equal(removeNamed('a:1\n', 'b'), 'a:1\n')
  t.equal(removeNamed('a:1\n', ''), 'a:1\n', 'nobody is called nothing')
  t.end()
})

t.test('lines are read as Go reads them', (t) => {
  t.same(readLines('a\r\nb\n\nc'), ['a', 'b', '', 'c'])
  t.same(readLines(''), [])
  t.equal(nameOf('a:b:c'), 'a')
  t.equal(nameOf('abc'), 'abc')
  t.end()
})

t.test('edits leave every other byte alone, whatever the file holds', (t) => {
  const text = fc
    .array(fc.constantFrom('a', 'b', ':', '\n', '#', '\r', ' ', 'é', '\udcff'))
    .map((parts) => parts.join(''))
  fc.assert(
    fc.property(text, (before) => {
      const others = (after: string) => after.split('\n').filter((line) => nameOf(line) !== 'b')
      const kept = others(before)
      t.same(others(replaceNamed(before, 'b', () => 'b:x')), kept)
      t.ok(appendLine(before, 'b:x').startsWith(before))
      const removed = removeNamed(before, 'b')
      t.ok(
        before.length - removed.length >= 0 &&
          others(removed).filter(Boolean).join() === kept.filter(Boolean).join(),
      )
    }),
    { numRuns: 300 },
  )
  t.end()
})
