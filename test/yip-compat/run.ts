/**
 * Runs the recorded cases against a build, as root: `run.ts [--engine standalone|node] [--cache usual|off|warm] [--vm] [--filter TEXT]...`.
 * With --vm those that few kernels can do, under a stock Debian kernel in a virtual machine.
 * Cases of step keys that are not there yet are listed below and counted as left out, loudly.
 */
import { readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { execa } from 'execa'
import { casesWithLinks } from './corpus.ts'

const top = dirname(dirname(dirname(fileURLToPath(import.meta.url))))

/** The recorded cases and tables, beside the checkout or where YIP_COMPAT says. */
export const compatFolder = process.env.YIP_COMPAT ?? join(top, '../shared/yip-compat')

/** Areas whose steps have issues of their own; a prefix of `AREA/NAME`. */
const notYet: readonly string[] = []

/**
 * Cases that no engine can pass together with another one, and why: left out loudly. `existing-larger` wants a
 * larger file to be fetched again (a deviation from yip), `existing-other-size` wants the same file, from the same
 * server, left as it is.
 */
const contradictory = ['downloads/existing-other-size']

const engines = { standalone: '/engine/cos-config yip', node: 'node /engine/cli.js yip' } as const
export type Build = keyof typeof engines

/** `usual`: each case starts without a cache; `off`: with --no-cache; `warm`: on a cache that knows all texts. */
export type Cache = 'usual' | 'off' | 'warm'

function engineCommand(build: Build, cache: Cache): string {
  if (cache === 'warm') return `sh /compat/warm-engine.sh ${build}`
  return cache === 'off' ? `${engines[build]} --no-cache` : engines[build]
}

/** `here`: under the running kernel, which leaves out what it cannot do; `vm`: those cases, under vm.sh. */
export type Kernel = 'here' | 'vm'

/** What needs iso9660, vfat, or a kernel that reads GPT: README of the recorded cases. */
const forVm = ['layout/expand-', 'layout/add-', 'datasource/cdrom', 'datasource/config-drive']

/** Result of the cases with one build, as the runner counted them. */
export interface CaseResult {
  readonly passed: number
  readonly failed: number
  readonly leftOut: number
  readonly output: string
}

/** All cases whose steps exist, filtered by parts of their names. */
export function wantedCases(filters: readonly string[] = []): { wanted: string[]; leftOut: string[] } {
  const folder = join(compatFolder, 'cases')
  const all = readdirSync(folder)
    .flatMap((area) => readdirSync(join(folder, area)).map((name) => `${area}/${name}`))
    .filter((name) => filters.length === 0 || filters.some((filter) => name.includes(filter)))
  const leftOut = all.filter((name) =>
    [...notYet, ...contradictory].some((prefix) => name.startsWith(prefix)),
  )
  return { wanted: all.filter((name) => !leftOut.includes(name)), leftOut }
}

/** Runs the cases with a build of `dist/`. */
export async function runCases(
  build: Build,
  filters: readonly string[] = [],
  cache: Cache = 'usual',
  kernel: Kernel = 'here',
): Promise<CaseResult> {
  const { wanted, leftOut } = wantedCases(kernel === 'vm' && filters.length === 0 ? forVm : filters)
  const engine = engineCommand(build, cache)
  const binds = [`${join(top, 'dist')}:/engine`, `${join(top, 'test/yip-compat')}:/compat`]
  const cases = casesWithLinks(join(compatFolder, 'cases'))
  const run = (words: readonly string[]) =>
    execa(
      kernel === 'vm' ? 'sh' : 'node',
      [
        join(compatFolder, kernel === 'vm' ? 'vm.sh' : 'run.mjs'),
        // An emulated processor is slow, and each case has a limit of its own.
        ...(kernel === 'vm' ? ['--jobs', '1'] : []),
        ...['--engine', engine, '--cases', cases.folder],
        ...binds.flatMap((bind) => ['--bind', bind]),
        ...words,
      ],
      { all: true, reject: false, timeout: 30 * 60_000, stdin: 'ignore' },
    )
  try {
    const { all, exitCode } = await run(wanted.flatMap((name) => ['--filter', name]))
    const counts = countsIn(all)
    if (!counts) {
      return { passed: 0, failed: wanted.length, leftOut: leftOut.length, output: `exit ${exitCode}\n${all}` }
    }
    // The runner lost its own namespace or process on a busy machine: that says nothing about the engine.
    const lost = [...all.matchAll(/^FAIL (\S+?):.*\n\s+harness: /gm)].map((match) => match[1] as string)
    if (lost.length === 0) return { ...counts, leftOut: leftOut.length, output: all }
    const again = await run(lost.flatMap((name) => ['--filter', name]))
    const recounted = countsIn(again.all) ?? { passed: 0, failed: lost.length }
    return {
      passed: counts.passed + recounted.passed,
      failed: counts.failed - lost.length + recounted.failed,
      leftOut: leftOut.length,
      output: `${all}\nThe runner itself failed in ${lost.join(' ')}; these once more:\n${again.all}`,
    }
  } finally {
    cases.dispose()
  }
}

function countsIn(output: string): { passed: number; failed: number } | undefined {
  const counts = /(\d+) passed, (\d+) failed/.exec(output)
  return counts ? { passed: Number(counts[1]), failed: Number(counts[2]) } : undefined
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const words = process.argv.slice(2)
  const after = (name: string) => words.flatMap((word, i) => (word === name ? [words[i + 1] as string] : []))
  const build = after('--engine')[0] ?? 'node'
  if (build !== 'standalone' && build !== 'node')
    throw new Error(`--engine takes standalone or node, not ${build}`)
  const cache = after('--cache')[0] ?? 'usual'
  if (cache !== 'usual' && cache !== 'off' && cache !== 'warm') throw new Error(`--cache: ${cache}?`)
  const kernel = words.includes('--vm') ? 'vm' : 'here'
  const result = await runCases(build, after('--filter'), cache, kernel)
  console.log(result.output)
  console.log(
    `${build} build: LEFT OUT ${result.leftOut} cases: steps that are not there yet (${notYet.join(' ')}), ` +
      `and one that contradicts another (${contradictory.join(' ')})`,
  )
  process.exitCode = result.failed === 0 && result.passed > 0 ? 0 : 1
}
