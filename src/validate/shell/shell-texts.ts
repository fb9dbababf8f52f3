import { type SimpleCommand, simpleCommands } from '../../core/shell/commands.ts'
import { readShell } from '../../core/shell/lexer.ts'
import type { ShellText } from '../../core/shell/tokens.ts'
import type { CheckedFile, ConfigPath } from '../rule.ts'
import { stepsOf } from '../steps-of.ts'
import { withoutActions } from './without-actions.ts'

/** A text that is given to a shell of its own. */
export interface ShellTextAt {
  readonly key: 'if' | 'commands'
  readonly path: ConfigPath
  /** As the shell would get it, with something harmless of the same length in place of templates. */
  readonly text: string
  /** Which parts of it the shell gets is decided by templates, so it may not be shell as it stands. */
  readonly hasBranches: boolean
  readonly shell: ShellText
  /** None where a quote is left open, as they cannot be told then. */
  readonly commands: readonly SimpleCommand[]
}

/** All rules look at one file before the next; keeping those of every file would fill the memory. */
let last: { readonly file: CheckedFile; readonly texts: readonly ShellTextAt[] } | undefined

/** The shell texts of a file; those whose template does not parse are left out. */
export function shellTexts(file: CheckedFile): readonly ShellTextAt[] {
  if (last?.file !== file) last = { file, texts: read(file) }
  return last.texts
}

function read(file: CheckedFile): readonly ShellTextAt[] {
  return stepsOf(file).flatMap(({ step, path }) => {
    const condition = step.if === undefined ? [] : shellText('if', [...path, 'if'], step.if)
    const commands = (step.commands ?? []).flatMap((text, i) =>
      shellText('commands', [...path, 'commands', i], text),
    )
    return [...condition, ...commands]
  })
}

function shellText(key: ShellTextAt['key'], path: ConfigPath, written: string): readonly ShellTextAt[] {
  const plain = withoutActions(written)
  if (plain === undefined) return []
  const { text, hasBranches } = plain
  const shell = readShell(text)
  const commands = shell.open === undefined ? simpleCommands(shell.tokens) : []
  return [{ key, path, text, hasBranches, shell, commands }]
}
