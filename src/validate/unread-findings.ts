import type { CheckedFile } from './rule.ts'
import { rules } from './rules/index.ts'
import type { RuleFinding } from './run-rules.ts'

/** What the decoder found and no rule speaks of: limits of reading, which have no page of their own. */
export function unreadFindings(file: CheckedFile): readonly RuleFinding[] {
  return file.findings
    .filter(({ rule }) => !told.has(rule))
    .map(({ rule, severity, offset, message, help }) => ({
      rule,
      severity,
      file,
      span: { start: Math.max(offset, 0), end: Math.max(offset, 0) },
      words: { message, ...(help !== undefined && { help }) },
    }))
}

const told: ReadonlySet<string> = new Set(rules.map(({ id }) => id))
