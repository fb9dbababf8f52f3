import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import t from 'tap'
import { rules } from '../../src/validate/rules/index.ts'
import { temporaryFolder } from '../system/temporary-folder.ts'
import { type PrintedDiagnostic, validated } from './in-process.ts'

/** What `validate` says of an example, as a file of a layer, beside an image that has nobody but root. */
async function found(folder: string, text: string): Promise<readonly PrintedDiagnostic[]> {
  for (const name of ['oem', 'image/etc']) mkdirSync(`${folder}/${name}`, { recursive: true })
  writeFileSync(`${folder}/oem/50-example.yaml`, text)
  writeFileSync(`${folder}/image/etc/passwd`, 'root:x:0:0::/root:/bin/sh\n')
  writeFileSync(`${folder}/image/etc/shadow`, 'root:*:20000::::::\n')
  writeFileSync(`${folder}/image/etc/group`, 'root:x:0:\nwheel:x:10:\n')
  return (await validated(['--root', 'image', 'oem'], folder)).diagnostics
}

t.test('each rule finds fault with its bad example, and nothing is wrong with the good one', async (t) => {
  const folder = temporaryFolder(t)
  for (const { id, bad, good } of rules) {
    const ofBad = await found(folder, bad)
    const own = ofBad.filter(({ rule }) => rule === id)
    t.ok(own.length > 0, `${id} finds its bad example`)
    t.same(
      ofBad.filter(({ rule, severity }) => rule !== id && severity !== 'hint').map(shown),
      [],
      `nothing else is wrong with the bad example of ${id}`,
    )
    const atStart = own.filter(({ line, column, endLine }) => line === 1 && column === 1 && endLine > 1)
    t.same(atStart.map(shown), [], `${id} points at a token, not at the file`)
    t.same((await found(folder, good)).map(shown), [], `the good example of ${id}`)
  }
})

t.test('rules are listed by name, and each stands in a file of its name', async (t) => {
  const ids = rules.map(({ id }) => id)
  t.same(ids, [...ids].sort())
  t.equal(new Set(ids).size, ids.length)
  const folder = fileURLToPath(new URL('../../src/validate/rules', import.meta.url))
  const files = readdirSync(folder).filter((name) => name.endsWith('.ts') && name !== 'index.ts')
  t.same(ids, files.map((name) => name.slice(0, -3)).sort())
  for (const { id, summary, details } of rules) {
    t.match(summary, /^[A-Z`].*\.$/, `${id} has a sentence as its summary`)
    t.ok(details.length > 40, `${id} says why`)
  }
})

function shown({ rule, severity, line, column, message }: PrintedDiagnostic): string {
  return `${line}:${column} ${severity} ${rule}: ${message}`
}
