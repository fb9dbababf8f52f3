import type { CheckResult } from '../diagnostic.ts'
import type { FormatOptions } from './format.ts'

/** For programs, as schema/diagnostics.schema.json describes it. What concerns a whole file stands at its beginning. */
export function asJson({ diagnostics, summary }: CheckResult, { quiet }: FormatOptions): string {
  const shown = quiet ? diagnostics.filter(({ severity }) => severity === 'error') : diagnostics
  const printed = shown.map(({ rule, severity, message, help, file, region = beginning }) => ({
    rule,
    severity,
    message,
    ...(help !== undefined && { help }),
    file,
    ...region,
  }))
  return `${JSON.stringify({ diagnostics: printed, summary }, undefined, 2)}\n`
}

const beginning = { line: 1, column: 1, endLine: 1, endColumn: 1 }
