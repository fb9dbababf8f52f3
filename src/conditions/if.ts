import { text } from '../core/config/shape.ts'
import type { RunOutput } from '../core/machine.ts'
import { describeCommand } from '../core/report/command.ts'
import { defineCondition, fails, holds } from './condition.ts'

export const ifCommand = defineCondition({
  key: 'if',
  docs: 'Runs the step only when a shell command succeeds.',
  shape: text({
    description:
      'A template, run by `sh -c` with empty standard input; the step runs when it exits with 0. It is run even when a later condition does not hold.',
    examples: ['[ -e /run/cos/recovery_mode ]'],
  }),
  async *check(template, { render, dryRun = false }) {
    const shell = await render(template, [])
    if (shell === undefined) return fails('if: its template fails')
    const outcome = yield { kind: 'run', command: { shell }, question: true, at: [] }
    if (outcome.ok && outcome.skipped === undefined) return holds
    if (outcome.ok && dryRun)
      return { holds: true, assuming: `${describeCommand({ command: { shell } })} holds` }
    if (outcome.ok) return fails(`if: the command was not run: ${outcome.skipped}`)
    return fails(`if: ${outcome.output === undefined ? outcome.error.message : describeEnd(outcome.output)}`)
  },
})

function describeEnd({ exit, signal, timedOut }: RunOutput): string {
  if (timedOut === true) return 'the command took too long'
  if (exit === undefined) return `the command was ended by ${signal ?? 'a signal'}`
  if (exit === 127) return 'the shell did not find a command (exit code 127)'
  return `the command ended with exit code ${exit}`
}
