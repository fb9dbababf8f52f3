import t from 'tap'
import { formatIni, parseIni, setValue } from '../../../src/steps/timesyncd/ini.ts'

/** Recorded from ini.v1 1.67.2: text, then the text after setting `NTP = v` in [Time]. */
const edits: readonly (readonly [string, string])[] = [
  ['', '[Time]\nNTP = v\n'],
  ['[Time]\nNTP=old\nX:y\n', '[Time]\nNTP = v\nX   = y\n'],
  ['# one\n;two\n[Time]\n', '# one\n; two\n[Time]\nNTP = v\n'],
  ['a=1\n[x]\n', 'a = 1\n\n[x]\n\n[Time]\nNTP = v\n'],
  ['[Time]\nkey = value # note\n', '[Time]\n# note\nkey = value\nNTP = v\n'],
  ["[Time]\nkey = 'quoted'\n", '[Time]\nkey = quoted\nNTP = v\n'],
  ['[Time]\nkey = a\\\n  b\n', '[Time]\nkey = ab\nNTP = v\n'],
  ['[Time]\nkey = """a\nb"""\n', '[Time]\nkey = """a\nb"""\nNTP = v\n'],
  ['[Time]\nkey = `a#b`\n', '[Time]\nkey = `a#b`\nNTP = v\n'],
  ['[Time]\n`a=b` = c\n', '[Time]\n`a=b` = c\nNTP   = v\n'],
  ['[Time]\n-=a\n-=b\n', '[Time]\n-   = a\n-   = b\nNTP = v\n'],
  ['#c\n[DEFAULT]\n', '# c\n[Time]\nNTP = v\n'],
  ['[Time]\nkey =\n', '[Time]\nkey = \nNTP = v\n'],
  ['\ufeff[Time]\r\nNTP=x\r\n', '[Time]\nNTP = v\n'],
]

for (const [text, expected] of edits) {
  t.test(`setting a value in ${JSON.stringify(text)}`, (t) => {
    const ini = parseIni(text)
    if ('broken' in ini) return t.fail(ini.broken)
    setValue(ini, 'Time', 'NTP', 'v')
    t.equal(formatIni(ini), expected)
    t.end()
  })
}

for (const text of ['[Time\n', '[]\n', 'no value\n', '=value\n', '"key=v\n', '`key\n', 'k = """open\n']) {
  t.test(`${JSON.stringify(text)} is not understood`, (t) => {
    t.match(parseIni(text), { broken: /./ })
    t.end()
  })
}
