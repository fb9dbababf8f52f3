/** Writes the reference pages, and removes those of what is no more: `npm run docs`. */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { referencePages } from './reference/pages.ts'

const top = fileURLToPath(new URL('..', import.meta.url))
const pages = await referencePages()
const written = new Set(pages.map(({ path }) => path))

for (const { path, text } of pages) {
  mkdirSync(dirname(top + path), { recursive: true })
  writeFileSync(top + path, text)
}
for (const folder of ['docs/reference/steps', 'docs/reference/rules']) {
  for (const name of readdirSync(top + folder)) {
    if (!written.has(`${folder}/${name}`)) rmSync(`${top}${folder}/${name}`)
  }
}
console.log(`docs/reference: ${pages.length} pages`)
