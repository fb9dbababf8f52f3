import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import Handlebars from 'handlebars'
import type { Finding } from '../finding.ts'
import type { MachineFacts } from './machine.ts'
import { cells, missed } from './table.ts'

const template = fileURLToPath(new URL('results.md.hbs', import.meta.url))

/** Writes the results as a page. */
export function markdown(path: string, findings: readonly Finding[], facts: MachineFacts): void {
  const render = Handlebars.compile(readFileSync(template, 'utf8'), { noEscape: true, strict: true })
  writeFileSync(
    path,
    render({
      facts,
      rows: findings.map(cells),
      over: missed(findings).map(({ what, trouble }) => ({ what, why: trouble ?? 'over its limit' })),
    }),
  )
}
