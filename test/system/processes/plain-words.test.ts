import { spawnSync } from 'node:child_process'
import fc from 'fast-check'
import t from 'tap'
import { plainWords } from '../../../src/system/processes/plain-words.ts'

t.test('a program and plain words are split as a shell splits them', (t) => {
  for (const [command, words] of [
    ['mkdir -p /a/b', ['mkdir', '-p', '/a/b']],
    ['  ls\t-l   x \n', ['ls', '-l', 'x']],
    ['/bin/mount -o ro,bind a@b c:d', ['/bin/mount', '-o', 'ro,bind', 'a@b', 'c:d']],
    [`sed -i 's/a b$/c/' "x y"`, ['sed', '-i', 's/a b$/c/', 'x y']],
    [`printf-like a'b'"c"d '' ""`, ['printf-like', 'abcd', '', '']],
    ['env A=b c', ['env', 'A=b', 'c']],
    [`logger 'two\nlines'`, ['logger', 'two\nlines']],
    [`logger "é"`, ['logger', 'é']],
  ] as const) {
    t.strictSame(plainWords(command), words, command)
  }
  t.end()
})

t.test('all else is left to the shell', (t) => {
  for (const command of [
    '',
    ' \n',
    '# comment',
    'a; b',
    'a && b',
    'a | b',
    'a > b',
    'a &',
    'a\nb',
    'a $b',
    'a "$b"',
    'a `b`',
    'a *',
    'a ?',
    'a [b]',
    'a ~',
    'a {b,c}',
    'a \\b',
    'a (b)',
    'a !b',
    'A=b c',
    'a "b',
    `a 'b`,
    "'' a",
    'echo a',
    'cd /',
    'true',
    'test -e /',
    'if x',
    'a "b\\n"',
    'a é',
  ]) {
    t.equal(plainWords(command), undefined, JSON.stringify(command))
  }
  t.end()
})

t.test('what is split is split as sh does', (t) => {
  const piece = fc.oneof(
    fc.constantFrom(
      'a',
      'B9',
      '/x',
      '-o',
      '=',
      ',',
      ':',
      '%',
      '+',
      '@',
      '.',
      ' ',
      '\t',
      '\n',
      "'",
      '"',
      '$',
      '\\',
    ),
    fc.constantFrom(`'a b'`, `"c d"`, `''`, `'*'`, `"~"`, '*', ';', '#', '!', '~', '{a,b}'),
  )
  const lines = fc.sample(fc.array(piece, { maxLength: 12 }), 3000).map((pieces) => `show ${pieces.join('')}`)
  const plain = lines.filter((line) => plainWords(line) !== undefined)
  const script = plain
    .map((line) => `show() { printf '<%s>' "$@"; printf '\\0'; }\n${line.trim()}\n`)
    .join('')
  const { stdout } = spawnSync('sh', ['-c', script], { encoding: 'utf8', maxBuffer: 1 << 26 })
  const answers = stdout.split('\0').slice(0, -1)
  t.ok(plain.length > 300, `${plain.length} of them are plain`)
  t.equal(answers.length, plain.length)
  plain.forEach((line, index) => {
    const [, ...words] = plainWords(line) ?? ['']
    const expected = words.length === 0 ? '<>' : words.map((word) => `<${word}>`).join('')
    if (answers[index] !== expected) t.equal(answers[index], expected, JSON.stringify(line))
  })
  t.end()
})
