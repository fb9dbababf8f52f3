import { readFileSync } from 'node:fs'
import t from 'tap'
import { fromBytes } from '../../../../src/core/go-string.ts'
import { renderTemplate } from '../../../../src/core/template/render.ts'
import { templateSurroundings } from '../../../../src/system/template-surroundings.ts'

/** What the real sprig 3.3.0 made of templates over the data of the first line (Go 1.26, UTC). */
interface Row {
  readonly template: string
  readonly output?: string | { readonly base64: string }
  readonly error?: true
}

const [first = '', ...rest] = readFileSync(new URL('recorded.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
const rows: readonly Row[] = rest.map((line) => JSON.parse(line))
const surroundings = templateSurroundings({ TZ: 'UTC' })

t.ok(rows.length > 800, 'the recorded rows are there')

t.test('gives what sprig gave', async (t) => {
  for (const { template, output = '' } of rows.filter((row) => row.error === undefined)) {
    const result = await renderTemplate(template, JSON.parse(first), { surroundings })
    const expected = typeof output === 'string' ? output : fromBytes(Buffer.from(output.base64, 'base64'))
    t.equal(result.ok ? result.text : result.error.message, expected, template)
  }
})

t.test('fails where sprig failed', async (t) => {
  for (const { template } of rows.filter((row) => row.error === true)) {
    const result = await renderTemplate(template, JSON.parse(first), { surroundings })
    t.equal(result.ok, false, template)
  }
})
