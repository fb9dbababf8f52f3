import { readFileSync } from 'node:fs'
import t from 'tap'
import { byteLength, fromBytes } from '../../../src/core/go-string.ts'
import { renderTemplate } from '../../../src/core/template/render.ts'

type Text = string | { readonly base64: string }

interface Row {
  readonly name: string
  readonly template: Text
  readonly data: unknown
  readonly output?: Text
  readonly error?: true
  readonly phase?: 'parse' | 'exec'
  readonly message?: string
}

const path = new URL('../../../../shared/yip-compat/tables/templates.json', import.meta.url)
const rows = JSON.parse(
  readFileSync(process.env.YIP_COMPAT ? `${process.env.YIP_COMPAT}/tables/templates.json` : path, 'utf8'),
) as Row[]

t.test('every recorded template renders, or fails, as in yip', async (t) => {
  t.ok(rows.length > 700)
  for (const row of rows) {
    const template = decoded(row.template)
    const result = await renderTemplate(template, row.data)
    if (row.error !== true) {
      t.same(result, { ok: true, text: decoded(row.output ?? '') }, `${row.name} ${template}`)
      continue
    }
    if (result.ok) {
      t.fail(`${row.name} ${template} should fail: ${row.message}`)
      continue
    }
    t.equal(result.error.phase, row.phase, `${row.name} ${template}: ${result.error.message}`)
    const place = recordedPlace(row.message ?? '')
    if (place !== undefined)
      t.same(bytePlace(template, result.error), place, `${row.name} ${template}: place`)
  }
})

function decoded(text: Text): string {
  return typeof text === 'string' ? text : fromBytes(Buffer.from(text.base64, 'base64'))
}

/** Errors at run time name a line from 1 and a column in bytes from 0. */
function recordedPlace(message: string): { line: number; column: number } | undefined {
  const found = /^template: template:(\d+):(\d+): /.exec(message)
  return found === null ? undefined : { line: Number(found[1]), column: Number(found[2]) }
}

function bytePlace(template: string, { line, column }: { line: number; column: number }) {
  const text = template.split('\n')[line - 1] ?? ''
  return { line, column: byteLength([...text].slice(0, column - 1).join('')) }
}
