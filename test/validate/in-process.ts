import { readArguments } from '../../src/commands/arguments.ts'
import type { Terminal } from '../../src/commands/command.ts'
import { validate } from '../../src/commands/validate.ts'

/** A finding as `--format json` prints it. */
export interface PrintedDiagnostic {
  readonly rule: string
  readonly severity: 'error' | 'warning' | 'hint'
  readonly message: string
  readonly help?: string
  readonly file: string
  readonly line: number
  readonly column: number
  readonly endLine: number
  readonly endColumn: number
}

/** Runs `validate --format json` in this process, from a folder. */
export async function validated(
  words: readonly string[],
  folder = process.cwd(),
): Promise<{ readonly diagnostics: readonly PrintedDiagnostic[]; readonly exitCode: number }> {
  const { exitCode, out } = await ranValidate(['--format', 'json', ...words], folder)
  return { ...JSON.parse(out), exitCode }
}

/** Runs `validate` in this process, from a folder, and gives what it printed. */
export async function ranValidate(
  words: readonly string[],
  folder = process.cwd(),
): Promise<{ readonly out: string; readonly exitCode: number }> {
  let out = ''
  const terminal: Terminal = {
    out: (text) => {
      out += text
    },
    say: () => {},
    err: () => {},
    isOutputLost: false,
    colours: () => false,
  }
  const before = process.cwd()
  process.chdir(folder)
  try {
    const exitCode = await validate.run(readArguments(words, validate.options), terminal)
    return { out, exitCode }
  } finally {
    process.chdir(before)
  }
}
