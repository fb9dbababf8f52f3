import { readFileSync } from 'node:fs'
import t from 'tap'
import { fromBytes } from '../../../src/core/go-string.ts'
import { renderTemplate } from '../../../src/core/template/render.ts'
import { templateSurroundings } from '../../../src/system/template-surroundings.ts'

type Text = string | { readonly base64: string }

interface Row {
  readonly name: string
  readonly function: string
  readonly template?: Text
  readonly data?: unknown
  readonly output?: Text
  readonly pattern?: string
  readonly error?: boolean
}

const folder = process.env.YIP_COMPAT ?? new URL('../../../../shared/yip-compat', import.meta.url).pathname
const rows: readonly Row[] = JSON.parse(readFileSync(`${folder}/tables/sprig.json`, 'utf8'))
const surroundings = templateSurroundings({ TZ: 'UTC' })

function textOf(text: Text): string {
  return typeof text === 'string' ? text : fromBytes(Buffer.from(text.base64, 'base64'))
}

/** Rows of the table that have no result to compare with. */
const leftOut: ReadonlyMap<string, string> = new Map([
  ['ago/002', 'tells the time since; see dates.test.ts'],
  ['now/001', 'tells the time; see dates.test.ts'],
  ['env/001', 'reads the environment; see environment.test.ts'],
  ['expandenv/001', 'reads the environment; see environment.test.ts'],
  ['getHostByName/001', 'asks the name service; see network.test.ts'],
  ['genPrivateKey/001', 'makes a key; see certificates.test.ts'],
  ['genCA/001', 'makes a certificate; see certificates.test.ts'],
  ['genCAWithKey/001', 'makes a certificate; see certificates.test.ts'],
  ['genSelfSignedCert/001', 'makes a certificate; see certificates.test.ts'],
  ['genSelfSignedCertWithKey/001', 'makes a certificate; see certificates.test.ts'],
  ['genSignedCert/001', 'makes a certificate; see certificates.test.ts'],
  ['genSignedCertWithKey/001', 'makes a certificate; see certificates.test.ts'],
  ['buildCustomCert/001', 'wants a certificate; see certificates.test.ts'],
  ['values/005', "Go's order of the values is random"],
])

for (const name of new Set(rows.map((row) => row.function))) {
  const own = rows.filter((row) => row.function === name && !leftOut.has(row.name))
  if (own.length === 0) continue
  t.test(`${name} gives what sprig gives`, async (t) => {
    for (const row of own) {
      const template = textOf(row.template ?? '')
      const result = await renderTemplate(template, row.data, { surroundings })
      const title = `${row.name} ${template}`
      if (row.error === true) t.equal(result.ok, false, title)
      else if (row.pattern !== undefined)
        t.match(result.ok && result.text, new RegExp(`^(?:${row.pattern})$`, 'su'), title)
      else t.equal(result.ok ? result.text : result.error.message, textOf(row.output ?? ''), title)
    }
  })
}
