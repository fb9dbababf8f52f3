import t from 'tap'
import { jsonMistake } from '../../src/core/json-mistake.ts'

t.test('the place where a text stops being JSON is found', async (t) => {
  // A bar stands before the mistake.
  for (const marked of [
    '{"a": \n\n|}',
    '{"a": 1,|}',
    '[1, 2,|]',
    '[1 |2]',
    "{|'a': 1}",
    '{"a" |1}',
    '{"a": |tru}',
    '{"a": 1|',
    '{"a": [1, {"b": "c"}|',
    '|',
    ' |x',
    '{}|{}',
    '[1]|]',
    '0|1',
    '|-',
    '[|"a\nb"]',
    '[|"\\x"]',
    '[1|}',
    '{"a": 1|]',
    '|]',
    '[1,|,2]',
    '{|,}',
  ]) {
    const at = marked.indexOf('|')
    const json = marked.replace('|', '')
    t.throws(() => JSON.parse(json), json)
    t.equal(jsonMistake(json), at, marked)
  }
})

t.test('JSON without a mistake is read to its end', async (t) => {
  for (const json of [
    '{}',
    '[]',
    ' [ ] ',
    '{"a":[1,-2.5e+3,{"b":null}],"c":"\\u00e9\\n"}\n',
    'true',
    '"x"',
    '0',
  ]) {
    JSON.parse(json)
    t.equal(jsonMistake(json), json.length, json)
  }
})
