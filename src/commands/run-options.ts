import { type LogLevel, logLevels } from '../core/report/text.ts'
import { type Arguments, type Option, UsageError } from './command.ts'
import { rootFolder } from './root-folder.ts'

/** The options of a run, read and checked. */
export interface RunOptions {
  readonly configDirs: readonly string[]
  readonly root: string
  readonly cmdline: string | undefined
  readonly strict: boolean
  readonly dryRun: boolean
  readonly json: boolean
  readonly logLevel: LogLevel
  /** Milliseconds a command of a step may take; 0: no limit. */
  readonly timeout: number
  readonly cache: boolean
}

/** Sources in place of the default layers; with --root they are still those of the running system. */
export const configDirOption: Option = {
  long: 'config-dir',
  value: 'DIR',
  repeatable: true,
  docs: 'Read this directory or file, not below --root, instead of the layers',
}

export const cmdlineOption: Option = {
  long: 'cmdline',
  value: 'FILE',
  docs: 'Read the kernel command line from FILE instead of /proc/cmdline',
}

export const runOptions: readonly Option[] = [
  configDirOption,
  { long: 'root', value: 'DIR', docs: 'Apply to the tree below DIR, not to the running system' },
  cmdlineOption,
  { long: 'strict', docs: 'Failing templates are errors, and warnings about the configuration give exit 65' },
  { long: 'dry-run', docs: 'Show what would change; touches nothing and runs no command' },
  { long: 'json', docs: 'Print the report as JSON on standard output' },
  { long: 'log-level', value: 'LEVEL', choices: logLevels, docs: 'How much to print; info when not given' },
  {
    long: 'timeout',
    value: 'TIME',
    docs: 'End a command or download that takes longer (90, 90s, 5min); default: no limit',
  },
  { long: 'no-cache', docs: 'Do not use or write the cache of decoded files' },
]

/** Reads the options of a run; throws a {@link UsageError} for what makes no sense, an InputError for a missing root. */
export function loadRunOptions(given: Arguments): RunOptions {
  return {
    configDirs: given.values('config-dir'),
    root: rootFolder(given),
    cmdline: given.value('cmdline'),
    strict: given.switches.has('strict'),
    dryRun: given.switches.has('dry-run'),
    json: given.switches.has('json'),
    logLevel: (given.value('log-level') as LogLevel | undefined) ?? 'info',
    timeout: milliseconds(given.value('timeout') ?? '0'),
    cache: !given.switches.has('no-cache'),
  }
}

const units: ReadonlyMap<string, number> = new Map([
  ['ms', 1],
  ['s', 1000],
  ['', 1000],
  ['sec', 1000],
  ['m', 60_000],
  ['min', 60_000],
  ['h', 3_600_000],
])

/** 24 days: a timer that is set to more ends at once. */
const longestTimer = 2 ** 31 - 1

/** A span of time as systemd.time(7) writes it, in its simple form. */
function milliseconds(text: string): number {
  const match = /^(\d+(?:\.\d+)?)\s*([a-z]*)$/.exec(text)
  const unit = match ? units.get(match[2] as string) : undefined
  if (!match || unit === undefined)
    throw new UsageError(`--timeout takes a time such as 90s or 5min, not "${text}"`)
  return Math.min(Number(match[1]) * unit, longestTimer)
}
