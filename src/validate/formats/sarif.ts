import { isAbsolute } from 'node:path'
import type { Severity } from '../../core/report/diagnostic.ts'
import type { CheckResult, LocatedDiagnostic } from '../diagnostic.ts'
import { readingRules } from '../levels.ts'
import { rules } from '../rules/index.ts'
import type { FormatOptions } from './format.ts'

const levels: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = {
  error: 'error',
  warning: 'warning',
  hint: 'note',
}

/** SARIF 2.1.0 (OASIS), which code scanning and editors read. */
export function asSarif({ diagnostics }: CheckResult, { quiet }: FormatOptions): string {
  const shown = quiet ? diagnostics.filter(({ severity }) => severity === 'error') : diagnostics
  const used = [...new Set(shown.map(({ rule }) => rule))].sort()
  const log = {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'cos-config', rules: used.map(descriptor) } },
        columnKind: 'unicodeCodePoints',
        results: shown.map((diagnostic) => result(diagnostic, used.indexOf(diagnostic.rule))),
      },
    ],
  }
  return `${JSON.stringify(log, undefined, 2)}\n`
}

function descriptor(id: string): object {
  const rule = rules.find((each) => each.id === id)
  if (rule === undefined) return { id, shortDescription: { text: readingRules[id] ?? id } }
  return {
    id,
    shortDescription: { text: rule.summary },
    help: { text: rule.details, markdown: rule.details },
    defaultConfiguration: { level: levels[rule.severity] },
  }
}

function result(diagnostic: LocatedDiagnostic, ruleIndex: number): object {
  const { rule, severity, message, help, file, region } = diagnostic
  return {
    ruleId: rule,
    ruleIndex,
    level: levels[severity],
    message: { text: help === undefined ? message : `${message}\n${help}` },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: uriOf(file) },
          ...(region !== undefined && {
            region: {
              startLine: region.line,
              startColumn: region.column,
              endLine: region.endLine,
              endColumn: region.endColumn,
            },
          }),
        },
      },
    ],
  }
}

/** Relative to where the program was started, or with the scheme that absolute paths need. */
function uriOf(file: string): string {
  const path = file.toWellFormed().split('/').map(encodeURIComponent).join('/')
  return isAbsolute(file) ? `file://${path}` : path
}
