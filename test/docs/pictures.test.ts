import { readdirSync, readFileSync } from 'node:fs'
import t from 'tap'
import { drawChain } from '../../scripts/pictures.ts'

const top = new URL('../../', import.meta.url)
const table = readFileSync(new URL('docs/pictures/boot-chain.txt', top), 'utf8')

t.test('the picture of the boot is drawn from its table', (t) => {
  t.equal(
    readFileSync(new URL('docs/pictures/boot-chain.svg', top), 'utf8'),
    drawChain(table),
    'else run node --import tsx scripts/pictures.ts',
  )
  t.end()
})

t.test('the table names every service that is installed', (t) => {
  for (const name of readdirSync(new URL('stages/systemd', top)))
    if (name.endsWith('.service')) t.match(table, `| ${name.slice(0, -'.service'.length)} |`)
  t.end()
})
