import { map, text } from '../core/config/shape.ts'
import { compareBytes } from '../core/go-string.ts'
import { defineStep } from './step.ts'

export const systemdFirstboot = defineStep({
  key: 'systemd_firstboot',
  docs: 'Runs systemd-firstboot with the given options.',
  shape: map(text({ description: 'Value of the option.' }), {
    description:
      'Option name to value; `true` gives the option without a value. Values go through the shell: quote them for it.',
    examples: [{ locale: 'en_GB.UTF-8', 'setup-machine-id': 'true' }],
  }),
  async *plan(value) {
    const options = Object.entries(value).map(([name, argument]) =>
      argument === 'true' ? `--${name.toLowerCase()}` : `--${name.toLowerCase()}=${argument}`,
    )
    if (options.length === 0) return
    yield {
      kind: 'run',
      command: { shell: `systemd-firstboot ${options.sort(compareBytes).join(' ')}` },
      secret: options.some((option) => option.startsWith('--root-password')),
    }
  },
})
