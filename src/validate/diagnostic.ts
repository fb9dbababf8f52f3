import type { Severity } from '../core/report/diagnostic.ts'
import type { Excerpt } from './places/excerpt.ts'

/** One finding as `validate` prints it. Lines and columns count from 1, columns in code points. */
export interface LocatedDiagnostic {
  readonly rule: string
  readonly severity: Severity
  /** What is wrong, in one sentence that starts with the user's word. */
  readonly message: string
  /** The next thing to do. */
  readonly help?: string
  /** As the user can open it. */
  readonly file: string
  /** Undefined when it is about a file or folder as a whole. */
  readonly region?: Region
  readonly excerpt?: Excerpt
}

/** The stretch that a finding is about; the end is behind its last character. */
export interface Region {
  readonly line: number
  readonly column: number
  readonly endLine: number
  readonly endColumn: number
}

/** How many of each there are. */
export interface Summary {
  readonly files: number
  readonly errors: number
  readonly warnings: number
  readonly hints: number
  /** Findings that a `cos-config-ignore` comment hides. */
  readonly ignored: number
}

/** All that came of a check, in the order of the files and of the places in them. */
export interface CheckResult {
  readonly diagnostics: readonly LocatedDiagnostic[]
  readonly summary: Summary
}
