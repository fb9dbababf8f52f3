import { list, text } from '../core/config/shape.ts'
import { defineStep } from './step.ts'

export const modules = defineStep({
  key: 'modules',
  docs: 'Loads kernel modules that are not loaded yet.',
  shape: list(text(), {
    description: 'A module name, and after blanks its parameters.',
    examples: [['br_netfilter', 'loop max_loop=16']],
  }),
  async *plan(value, { now }) {
    if (value.length === 0) return
    const loaded = loadedModules(now.text('/proc/modules') ?? '')
    for (const [index, module] of value.entries()) {
      if (loaded.has(module)) continue
      const [name = '', ...parameters] = module.split(' ')
      yield {
        kind: 'run',
        command: { argv: ['modprobe', '--', name, ...parameters.filter((parameter) => parameter !== '')] },
        live: true,
        at: [index],
      }
    }
  },
})

/** Names in the text of /proc/modules. */
function loadedModules(text: string): Set<string> {
  return new Set(text.match(/^[^ \n]+/gm))
}
