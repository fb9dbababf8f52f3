import type { CheckResult, LocatedDiagnostic } from '../diagnostic.ts'
import type { FormatOptions } from './format.ts'

const commands = { error: 'error', warning: 'warning', hint: 'notice' } as const

/** Workflow commands of GitHub Actions, which become notes at the lines of a change. */
export function asGithub({ diagnostics }: CheckResult, { quiet }: FormatOptions): string {
  const shown = quiet ? diagnostics.filter(({ severity }) => severity === 'error') : diagnostics
  return shown.map(command).join('')
}

function command({ rule, severity, message, help, file, region }: LocatedDiagnostic): string {
  const properties = {
    file,
    ...(region !== undefined && {
      line: region.line,
      endLine: region.endLine,
      // Columns of a stretch over more than one line are not understood.
      ...(region.line === region.endLine && { col: region.column, endColumn: region.endColumn }),
    }),
    title: rule,
  }
  const list = Object.entries(properties).map(([name, value]) => `${name}=${property(String(value))}`)
  const text = help === undefined ? message : `${message}\nhelp: ${help}`
  return `::${commands[severity]} ${list.join(',')}::${data(text)}\n`
}

/** The signs that part commands and lines (actions/toolkit, command.ts). */
function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}
