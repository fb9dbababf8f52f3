import { list, text } from '../core/config/shape.ts'
import { defineStep } from './step.ts'

export const commands = defineStep({
  key: 'commands',
  docs: 'Runs shell commands one after the other; a failing one fails the step, the next ones still run.',
  shape: list(text(), {
    description: 'Each entry is a template and is run by `sh -c` with empty standard input.',
    examples: [['modprobe br_netfilter', 'echo {{ .Values.node.hostname }} > /run/name']],
  }),
  async *plan(value, { render }) {
    for (const [index, command] of value.entries()) {
      const shell = await render(command, [index])
      if (shell !== undefined) yield { kind: 'run', command: { shell }, at: [index] }
    }
  },
})
