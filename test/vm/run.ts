/**
 * Boots virtual machines and holds what they say against the facts of the boot. `--quick` boots the few that tell most;
 * `--only WORD` those whose name has the word. Facts are named by their number in README.md.
 */
import { execFileSync } from 'node:child_process'
import { cpus } from 'node:os'
import { join } from 'node:path'
import t from 'tap'
import { buildDisk, here } from './places.ts'
import { scenarios } from './scenarios/index.ts'

// Longer than any run: each boot has a deadline of its own.
t.setTimeout(4 * 3_600_000)
const words = process.argv.slice(2)
const quick = words.includes('--quick')
const only = words.includes('--only') ? words[words.indexOf('--only') + 1] : undefined

if (process.geteuid?.() !== 0) {
  console.log('# LEFT OUT: test:vm builds an image and needs root')
  process.exit(0)
}
execFileSync(join(here, 'setup'), { stdio: 'inherit' })
const disk = await buildDisk()
const chosen = scenarios.filter(
  (scenario) => (!quick || scenario.quick) && (only === undefined || scenario.name.includes(only)),
)
t.jobs = Math.max(1, Math.min(2, cpus().length))
for (const { name, check } of chosen)
  t.test(name, { buffered: true, timeout: 4 * 3_600_000 }, async (t) => check(t, disk))
