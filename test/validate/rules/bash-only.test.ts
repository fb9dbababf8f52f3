import t from 'tap'
import { type Row, toldOf } from './told-of.ts'

const rows: readonly Row[] = [
  ['[ a = b ]'],
  ['a > x 2>&1 & b'],
  [`echo "{a,b}" "$x" \${x:-y} \${x%.*} \${#x} $((1 + 2))`],
  ['awk "{print}" x'],
  ['find . -exec rm {} +'],
  [`echo '[[ a ]] <(b) \${x//a/b}'`],
  ['echo source'],
  [`cat <<EOF\n\${x^^} source [[\nEOF`],
  ['[[ a ]]', '[['],
  ['if source x; then y; fi', 'source'],
  ['[ a == b ]', '=='],
  ['a &> x', '&>'],
  ['a |& b', '|&'],
  ['a <<< b', '<<<'],
  ['diff <(a) b', '<('],
  ['a=(b c)', 'a=('],
  ['mkdir -p /x/{a,b}', '{a,b}'],
  ['touch x{1..3}', '{1..3}'],
  ['echo -e "a"', '-e'],
  [`echo \${x//a/b}`, `\${x//a/b}`],
  [`echo "\${x:0:3}"`, `\${x:0:3}`],
  ['function f { a; }', 'function'],
]

for (const [input, ...words] of rows) {
  t.test(input, async (t) => t.same(await toldOf('bash-only', { commands: [input] }), words))
}
