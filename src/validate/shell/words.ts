import type { SimpleCommand } from '../../core/shell/commands.ts'
import type { ShellToken } from '../../core/shell/tokens.ts'

const assignment = /^[A-Za-z_]\w*=/

/** Whether a word sets a variable, where it stands in front of a command. */
export function isAssignment({ text }: ShellToken): boolean {
  return assignment.test(text)
}

/** The words of a command without the variables set in front of it: its name and what it is given. */
export function spokenWords({ words }: SimpleCommand): readonly ShellToken[] {
  const start = words.findIndex((word) => !isAssignment(word))
  return start < 0 ? [] : words.slice(start)
}
