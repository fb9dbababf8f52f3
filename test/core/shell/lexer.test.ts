import t from 'tap'
import { simpleCommands, unpaired } from '../../../src/core/shell/commands.ts'
import { readShell } from '../../../src/core/shell/lexer.ts'

const texts = (shell: string) => readShell(shell).tokens.map(({ text }) => text)

t.test('words, operators and comments are told apart', async (t) => {
  const rows: readonly (readonly [string, readonly string[]])[] = [
    ['a  b\tc', ['a', 'b', 'c']],
    ['a&&b||c;d', ['a', '&&', 'b', '||', 'c', ';', 'd']],
    ['a >/dev/null 2>&1 &', ['a', '>', '/dev/null', '2', '>&', '1', '&']],
    ['a &> b', ['a', '&>', 'b']],
    ['a # b; c\nd', ['a', '# b; c', '\n', 'd']],
    ['a#b', ['a#b']],
    [`a 'b c' "d $(e "f g") h" i\\ j`, ['a', "'b c'", '"d $(e "f g") h"', 'i\\ j']],
    ['a `b c` $((1 + 2)) d', ['a', '`b c`', '$((1 + 2))', 'd']],
    [`\${a:-b c} d`, [`\${a:-b c}`, 'd']],
    ['a \\\n b', ['a', 'b']],
    ['x=$(a # )\n)', ['x=$(a # )\n)']],
    ['', []],
  ]
  for (const [shell, tokens] of rows) t.same(texts(shell), tokens, shell)
})

t.test('what nothing ends is named with its place', async (t) => {
  const rows: readonly (readonly [string, { mark: string; from: number } | undefined])[] = [
    [`echo "a`, { mark: '"', from: 5 }],
    [`echo it's`, { mark: "'", from: 7 }],
    ['echo $(a', { mark: '$(', from: 5 }],
    ['echo ${a', { mark: '${', from: 5 }],
    ['echo `a', { mark: '`', from: 5 }],
    [`echo "it's"`, undefined],
    [`# it's`, undefined],
  ]
  for (const [shell, open] of rows) t.same(readShell(shell).open, open, shell)
})

t.test('documents are passed over, and known to be closed or not', async (t) => {
  const closed = readShell('cat <<EOF\nit\'s "\nEOF\necho')
  t.same(closed.documents, [{ from: 4, to: 9, end: 'EOF', isClosed: true }])
  t.same(closed.open, undefined)
  t.equal(closed.tokens.at(-1)?.text, 'echo')
  t.equal(readShell('cat <<EOF\na\n  EOF\n').documents[0]?.isClosed, false)
  t.equal(readShell("cat <<-'EOF'\na\n\tEOF\n").documents[0]?.isClosed, true)
  t.equal(readShell('cat <<EOF a EOF').documents[0]?.isClosed, false)
})

t.test('simple commands are found in compound ones', async (t) => {
  const found = (shell: string) =>
    simpleCommands(readShell(shell).tokens).map(({ words, redirections, endedBy }) => [
      words.map(({ text }) => text).join(' '),
      redirections
        .map(({ descriptor, operator, target }) => `${descriptor}${operator.text}${target?.text}`)
        .join(' '),
      endedBy?.text ?? '',
    ])
  t.same(found('if a; then b & fi'), [
    ['a', '', ';'],
    ['b', '', '&'],
  ])
  t.same(found('( a ) > x 2>&1 &'), [
    ['a', '', ')'],
    ['', '1>x 2>&1', '&'],
  ])
  t.same(found('X=1 a b | c'), [
    ['X=1 a b', '', '|'],
    ['c', '', ''],
  ])
})

t.test('parts of the grammar come in pairs', async (t) => {
  const rows: readonly (readonly [string, string | undefined])[] = [
    ['if a; then b; fi', undefined],
    ['if a; then b', 'if'],
    ['for i in a b; do c; done', undefined],
    ['while a\ndo b', 'do'],
    ['case x in a) b ;; (c) d ;; esac', undefined],
    ['case x in a) b ;;', 'case'],
    ['f() { a; }', undefined],
    ['{ a', '{'],
    ['a; fi', 'fi'],
    ['echo if fi }', undefined],
    ['a )', ')'],
  ]
  for (const [shell, token] of rows) t.equal(unpaired(readShell(shell).tokens)?.text, token, shell)
})
