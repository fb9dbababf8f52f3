import t from 'tap'
import { withoutActions } from '../../../src/validate/shell/without-actions.ts'

t.test('every character that is no template stays where it is', async (t) => {
  const rows: readonly (readonly [text: string, plain: string | undefined, hasBranches: boolean])[] = [
    ['echo a', 'echo a', false],
    ['echo {{ .a }} b', 'echo xxxxxxxx b', false],
    ['echo {{ "}}" }} b', 'echo xxxxxxxxxx b', false],
    ['{{/* it is */}}echo', '               echo', false],
    ['{{ if .a }}b{{ end }}', '           b         ', true],
    ['{{ $x := 1 }}b', '             b', true],
    ['a {{- .b }}', 'a xxxxxxxxx', true],
    ['{{ .a\n}}', 'xxxxx\nxx', false],
    ['{{ nofunc }}', undefined, false],
    ['{{ .a', undefined, false],
  ]
  for (const [text, plain, hasBranches] of rows) {
    const found = withoutActions(text)
    t.equal(found?.text, plain, text)
    if (found !== undefined) {
      t.equal(found.text.length, text.length)
      t.equal(found.hasBranches, hasBranches, text)
    }
  }
})
