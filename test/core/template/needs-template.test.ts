import t from 'tap'
import { needsTemplate } from '../../../src/core/template/needs-template.ts'

t.test('only a text with an action is a template', (t) => {
  for (const text of ['', 'plain', '{ {', '}}', '{%x%}']) t.equal(needsTemplate(text), false, text)
  for (const text of ['{{', 'a {{ .x }}', '{{/* x */}}']) t.equal(needsTemplate(text), true, text)
  t.end()
})
