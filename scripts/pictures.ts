/** Draws docs/pictures/boot-chain.svg from the table in boot-chain.txt. */
import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const folder = join(dirname(dirname(fileURLToPath(import.meta.url))), 'docs/pictures')

interface Row {
  readonly place: string
  readonly unit: string
  readonly what: string
}

const height = 34
const colours: Readonly<Record<string, string>> = {
  initrd: '#e8f0fe',
  system: '#e6f4ea',
  'way down': '#fef7e0',
}

/** The picture of a table of rows: one box a row, top to bottom, with the place at its left. */
export function drawChain(text: string): string {
  const rows = text
    .split('\n')
    .filter((line) => line.includes('|') && !line.startsWith('#'))
    .map((line): Row => {
      const [place = '', unit = '', what = ''] = line.split('|').map((cell) => cell.trim())
      return { place, unit, what }
    })
  const boxes = rows.map(({ place, unit, what }, index) => {
    const top = 10 + index * height
    const isFirst = rows[index - 1]?.place !== place
    const label = isFirst ? `<text x="10" y="${top + 18}" font-weight="bold">${place}</text>` : ''
    const arrow = index > 0 ? `<path d="M220 ${top - 8} v8" stroke="#555" marker-end="url(#tip)"/>` : ''
    return `${label}${arrow}<rect x="90" y="${top}" width="260" height="26" rx="4" fill="${colours[place] ?? '#fff'}" stroke="#777"/><text x="100" y="${top + 18}" font-family="monospace">${unit}</text><text x="365" y="${top + 18}">${what}</text>`
  })
  const size = `width="720" height="${rows.length * height + 20}"`
  return `<svg xmlns="http://www.w3.org/2000/svg" ${size} font-family="sans-serif" font-size="13">
<rect width="100%" height="100%" fill="#fff"/>
<defs><marker id="tip" markerWidth="6" markerHeight="6" refX="5" refY="3" orient="auto"><path d="M0 0 L6 3 L0 6 z" fill="#555"/></marker></defs>
${boxes.join('\n')}
</svg>
`
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(
    join(folder, 'boot-chain.svg'),
    drawChain(readFileSync(join(folder, 'boot-chain.txt'), 'utf8')),
  )
}
