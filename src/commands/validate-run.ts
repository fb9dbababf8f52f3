import { join } from 'node:path'
import { textName } from '../sources/source.ts'
import { shellChecker } from '../system/processes/shell-syntax.ts'
import { type CheckSource, check } from '../validate/check.ts'
import type { CheckResult, Summary } from '../validate/diagnostic.ts'
import { type FormatName, formatNamed, formatNames } from '../validate/formats/format.ts'
import { isLevel, type Level, levelNames, unknownRule } from '../validate/levels.ts'
import { projectFileName } from '../validate/project-file.ts'
import { type Arguments, exitCodes, type Terminal, UsageError } from './command.ts'
import { ProjectFiles } from './project-files.ts'
import { rootFolder } from './root-folder.ts'
import { layersBelow, sourcesOf } from './validate-sources.ts'

/** Checks what the command line names and prints what was found; gives the exit code. */
export async function runValidate(given: Arguments, terminal: Terminal): Promise<number> {
  const format = formatNames.find((name) => name === given.value('format')) ?? 'text'
  const limit = warningLimit(given)
  const explains = given.switches.has('explain-order')
  if (explains && format !== 'text') throw new UsageError('--explain-order goes with --format text')
  const projects = new ProjectFiles(levelsGiven(given.values('rule')))
  const root = rootFolder(given)
  const areLayers = given.operands.length === 0
  const sources = withoutProjectFiles(areLayers ? layersBelow(root) : await sourcesOf(given.operands))
  const shownName = (file: string) =>
    areLayers && root !== '/' ? join(given.value('root') ?? root, file) : file
  const checkShell = shellChecker(process.env.PATH ?? '')
  if (checkShell === undefined) terminal.err(withoutShell)
  const result = await check(sources.length > 0 ? sources : [nothingThere(root)], {
    levelsFor: (file) => projects.levelsFor(file === textName ? undefined : shownName(file)),
    image: given.value('root') === undefined ? undefined : await imageBelow(root),
    checkShell: checkShell ?? (() => undefined),
    stage: given.value('stage'),
    shownName,
    excerpts: format === 'text',
  })
  const whole = withProjects(result, projects)
  if (explains) {
    const { explainOrder } = await import('./explain-order.ts')
    terminal.out(`${await explainOrder(sources, given.value('stage'))}\n`)
  }
  await print(whole, format, given, terminal)
  return exitCodeOf(whole.summary, limit)
}

/** Told whatever the format: a clean result means less then. */
const withoutShell = 'there is no sh on the search path: commands are not parsed (shell-syntax is left out)\n'

async function print(
  result: CheckResult,
  name: FormatName,
  given: Arguments,
  terminal: Terminal,
): Promise<void> {
  const format = await formatNamed(name)
  const text = format(result, { colours: terminal.colours(1), quiet: given.switches.has('quiet') })
  if (text !== '') terminal.out(text)
}

function exitCodeOf({ errors, warnings }: Summary, limit: number): number {
  if (errors > 0) return exitCodes.brokenConfiguration
  return warnings > limit ? exitCodes.stepFailed : exitCodes.done
}

/** How many warnings are still fine. */
function warningLimit(given: Arguments): number {
  const text = given.value('max-warnings')
  if (text !== undefined && !/^\d+$/.test(text)) {
    throw new UsageError(`--max-warnings takes a number from 0, not "${text}"`)
  }
  const most = text === undefined ? Number.POSITIVE_INFINITY : Number(text)
  return given.switches.has('strict') ? 0 : most
}

function levelsGiven(words: readonly string[]): ReadonlyMap<string, Level> {
  const levels = new Map<string, Level>()
  for (const word of words) {
    const [name = '', level = ''] = word.split('=', 2)
    if (!isLevel(level)) {
      throw new UsageError(`--rule takes NAME=LEVEL with a level of ${levelNames.join(', ')}, not "${word}"`)
    }
    const near = unknownRule(name)
    if (near !== undefined) throw new UsageError(`--rule: "${name}" is no rule; ${near}`)
    levels.set(name, level)
  }
  return levels
}

/** A project file lies among configuration because it speaks of it, and is none. */
function withoutProjectFiles(sources: readonly CheckSource[]): readonly CheckSource[] {
  return sources.map((source) => ({
    ...source,
    files: source.files.filter(({ file }) => file.split('/').at(-1) !== projectFileName),
  }))
}

function nothingThere(root: string): CheckSource {
  const message = `${root === '/' ? 'the system' : root} has no layer: /system/oem, /oem, /usr/local/cloud-config`
  const help = 'name the files or folders to check, or the image with --root'
  const place = { source: root }
  return {
    label: root,
    files: [],
    diagnostics: [{ rule: 'no-configuration', severity: 'warning', message, help, place }],
  }
}

async function imageBelow(root: string) {
  const [{ livePresent }, { readablePresent }] = await Promise.all([
    import('../system/live-present.ts'),
    import('./readable-present.ts'),
  ])
  // What may not be read without root is as good as not there.
  return readablePresent(livePresent(root), () => {})
}

function withProjects({ diagnostics, summary }: CheckResult, projects: ProjectFiles): CheckResult {
  const own = projects.diagnostics
  const errors = own.filter(({ severity }) => severity === 'error').length
  return {
    diagnostics: [...own, ...diagnostics],
    summary: {
      ...summary,
      errors: summary.errors + errors,
      warnings: summary.warnings + own.length - errors,
    },
  }
}
