import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { cpus, loadavg, release, totalmem } from 'node:os'
import { dirname, join } from 'node:path'
import { type EngineFiles, top } from '../places.ts'

/** Where and with what the numbers were taken. */
export interface MachineFacts {
  readonly date: string
  readonly cpu: string
  readonly cores: number
  readonly memoryGiB: string
  readonly kernel: string
  /** Runnable processes in the mean of a minute before the first row: how busy others kept the machine. */
  readonly load: string
  readonly node: string
  readonly bun: string
  readonly yip: string
  readonly ours: string
}

/** Load before anything is timed. */
export function loadBefore(): number {
  return loadavg()[0] ?? 0
}

export function machineFacts(files: EngineFiles, load: number): MachineFacts {
  const cores = cpus()
  return {
    date: new Date().toISOString().slice(0, 10),
    cpu: cores[0]?.model ?? 'unknown',
    cores: cores.length,
    memoryGiB: (totalmem() / 2 ** 30).toFixed(1),
    kernel: release(),
    load: load.toFixed(1),
    node: process.version,
    bun: bunVersion(),
    yip: yipCommit(files.yip.path),
    ours: said(files.ours.path, ['--version']) ?? 'unknown',
  }
}

function bunVersion(): string {
  const { version } = JSON.parse(readFileSync(join(top, 'node_modules/bun/package.json'), 'utf8')) as {
    version: string
  }
  return version
}

/** The stripped binary does not know its commit; a README beside it may. */
function yipCommit(path: string): string {
  try {
    const [, commit] =
      /commit ([0-9a-f]{7,40})/.exec(readFileSync(join(dirname(path), 'README.md'), 'utf8')) ?? []
    return commit ? `commit ${commit}` : 'commit unknown'
  } catch {
    return 'commit unknown'
  }
}

function said(command: string, words: readonly string[]): string | undefined {
  try {
    return execFileSync(command, words, {
      encoding: 'utf8',
      timeout: 10_000,
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim()
  } catch {
    return undefined
  }
}
