import { spawnSync } from 'node:child_process'
import fc from 'fast-check'
import t from 'tap'
import { simpleCommands } from '../../../src/system/processes/simple-command.ts'

function wordsOf(command: string): readonly string[] | undefined {
  const commands = simpleCommands(command)
  return commands?.length === 1 ? commands[0]?.words : undefined
}

t.test('a program and its arguments are split as a shell splits them', (t) => {
  for (const [command, words] of [
    ['mkdir -p /a/b', ['mkdir', '-p', '/a/b']],
    ['  ls\t-l   x \n', ['ls', '-l', 'x']],
    ['/bin/mount -o ro,bind a@b c:d', ['/bin/mount', '-o', 'ro,bind', 'a@b', 'c:d']],
    [`sed -i 's/a b$/c/' "x y"`, ['sed', '-i', 's/a b$/c/', 'x y']],
    [`printf-like a'b'"c"d '' ""`, ['printf-like', 'abcd', '', '']],
    ['env A=b c', ['env', 'A=b', 'c']],
    [`logger 'two\nlines'`, ['logger', 'two\nlines']],
    [`logger "é"`, ['logger', 'é']],
    ['true', ['true']],
    ['echo a b', ['echo', 'a', 'b']],
    ['[ -f a ]', ['[', '-f', 'a', ']']],
  ] as const) {
    t.strictSame(wordsOf(command), words, command)
  }
  t.end()
})

t.test('redirections of output are understood', (t) => {
  for (const [command, redirections] of [
    ['a > b', [{ from: 1, path: 'b', append: false }]],
    ['a >> "b c"', [{ from: 1, path: 'b c', append: true }]],
    [
      'a >b 2>&1',
      [
        { from: 1, path: 'b', append: false },
        { from: 2, to: 1 },
      ],
    ],
    ['a >&2', [{ from: 1, to: 2 }]],
    ['a 2 2>>b', [{ from: 2, path: 'b', append: true }]],
  ] as const) {
    t.strictSame(simpleCommands(command)?.[0]?.redirections, redirections, command)
  }
  t.end()
})

t.test('commands may depend on those before them', (t) => {
  t.match(simpleCommands('[ -f a ] && b c || d'), [
    { words: ['[', '-f', 'a', ']'], after: undefined },
    { words: ['b', 'c'], after: '&&' },
    { words: ['d'], after: '||' },
  ])
  t.end()
})

t.test('all else is left to the shell', (t) => {
  for (const command of [
    ...[
      '',
      ' \n',
      '# comment',
      'a; b',
      'a | b',
      'a &',
      'a &&b',
      'a &&',
      '&& a',
      'a\nb',
      '> a',
      'a > b c',
      'a>b',
    ],
    ...['a >| b', 'a < b', 'a 3> b', 'a 12> b', 'a >&3', 'a >', 'a &> b', 'a <> b', 'a > $b', 'a > *'],
    ...[
      'a $b',
      'a "$b"',
      'a `b`',
      'a *',
      'a ?',
      'a [b]',
      'a a[b]',
      'a ~',
      'a {b,c}',
      'a \\b',
      'a (b)',
      'a !b',
      '! a',
    ],
    ...['A=b c', 'a "b', `a 'b`, "'' a", 'a é', 'a "b\\n"', 'if x', 'cd /', 'true --version'],
    ...['echo -n a', 'echo a -n', `echo 'a\\n'`, 'exit 3', '. /x', ': a'],
  ]) {
    t.equal(simpleCommands(command), undefined, JSON.stringify(command))
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
    fc.constantFrom(
      `'a b'`,
      `"c d"`,
      `''`,
      `'*'`,
      `"~"`,
      '*',
      ';',
      '#',
      '!',
      '~',
      '{a,b}',
      ' [ ',
      ' ] ',
      ' ! ',
    ),
  )
  const lines = fc.sample(fc.array(piece, { maxLength: 12 }), 3000).map((pieces) => `show ${pieces.join('')}`)
  const plain = lines.filter((line) => wordsOf(line) !== undefined)
  const script = plain
    .map((line) => `show() { printf '<%s>' "$@"; printf '\\0'; }\n${line.trim()}\n`)
    .join('')
  const { stdout } = spawnSync('sh', ['-c', script], { encoding: 'utf8', maxBuffer: 1 << 26 })
  const answers = stdout.split('\0').slice(0, -1)
  t.ok(plain.length > 300, `${plain.length} of them are plain`)
  t.equal(answers.length, plain.length)
  plain.forEach((line, index) => {
    const [, ...words] = wordsOf(line) ?? ['']
    const expected = words.length === 0 ? '<>' : words.map((text) => `<${text}>`).join('')
    if (answers[index] !== expected) t.equal(answers[index], expected, JSON.stringify(line))
  })
  t.end()
})
