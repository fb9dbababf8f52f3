import type { Diagnostic, Severity } from '../core/report/diagnostic.ts'
import { applyIgnores } from './apply-ignores.ts'
import { checkedFile, type ReleasableFile } from './checked-file.ts'
import type { CheckResult, LocatedDiagnostic } from './diagnostic.ts'
import { gradedBy, type Levels } from './levels.ts'
import { Locator } from './locate.ts'
import type { RuleContext } from './rule.ts'
import { RuleRun } from './run-rules.ts'
import { unreadFindings } from './unread-findings.ts'

/** A folder, file or text to check: its files in the order of boot, and what could not be read of it. */
export interface CheckSource {
  readonly label: string
  readonly files: readonly SourceText[]
  readonly diagnostics: readonly Diagnostic[]
}

interface SourceText {
  readonly file: string
  readonly bytes: Uint8Array
}

/** What a check goes by. */
export interface CheckOptions extends RuleContext {
  /** The levels that hold for a file. */
  levelsFor(file: string): Levels
  /** Only what stands in this stage (with its .before and .after), and what concerns files as a whole. */
  readonly stage?: string | undefined
  /** How the user opens a file, where that differs from its name at boot. */
  shownName?(file: string): string
  /** Whether findings come with the lines around them. */
  readonly excerpts: boolean
}

/** So many files are looked at together, so that one shell can read all their commands. */
const filesAtOnce = 250

/** Reads all sources as boot does and asks all rules. Never throws for what is wrong with them. */
export async function check(sources: readonly CheckSource[], options: CheckOptions): Promise<CheckResult> {
  const run = new RuleRun(options)
  const layers: { readonly label: string; readonly files: ReleasableFile[] }[] = []
  for (const { label, files } of sources) {
    const checked: ReleasableFile[] = []
    for (let i = 0; i < files.length; i += filesAtOnce) {
      checked.push(...(await checkTogether(files.slice(i, i + filesAtOnce), run)))
    }
    layers.push({ label, files: checked })
  }
  await run.checkLayers({ sources: layers, image: options.image })
  return conclude(
    sources,
    layers.flatMap(({ files }) => files),
    run,
    options,
  )
}

async function checkTogether(files: readonly SourceText[], run: RuleRun): Promise<readonly ReleasableFile[]> {
  const checked = files.map(({ file, bytes }) => checkedFile(file, bytes))
  for (const file of checked) for (const finding of unreadFindings(file)) run.add(finding)
  await Promise.all(checked.map((file) => run.checkFile(file)))
  for (const file of checked) file.release()
  return checked
}

/** Grades, hides and places what was found. */
function conclude(
  sources: readonly CheckSource[],
  files: readonly ReleasableFile[],
  run: RuleRun,
  options: CheckOptions,
): CheckResult {
  const diagnostics: LocatedDiagnostic[] = []
  const counts: Record<Severity, number> = { error: 0, warning: 0, hint: 0 }
  let ignored = 0
  const add = (diagnostic: LocatedDiagnostic, levels: Levels) => {
    const severity = gradedBy(levels, diagnostic.rule, diagnostic.severity)
    if (severity === undefined) return
    counts[severity]++
    diagnostics.push({ ...diagnostic, severity })
  }
  const shownName = options.shownName ?? ((file: string) => file)
  for (const diagnostic of sources.flatMap((source) => source.diagnostics)) {
    add(ofSource(diagnostic, shownName), options.levelsFor(diagnostic.place.source))
  }
  for (const file of files) {
    const levels = options.levelsFor(file.file)
    const applied = applyIgnores(file, run.found.get(file) ?? [], levels, options.stage)
    ignored += applied.ignored
    if (applied.findings.length === 0) continue
    const locator = new Locator(file, shownName(file.file), options.excerpts)
    for (const finding of applied.findings) add(locator.locate(finding), levels)
    file.release()
  }
  const { error: errors, warning: warnings, hint: hints } = counts
  return { diagnostics, summary: { files: files.length, errors, warnings, hints, ignored } }
}

function ofSource({ place, ...rest }: Diagnostic, shownName: (file: string) => string): LocatedDiagnostic {
  return { ...rest, file: shownName(place.source) }
}
