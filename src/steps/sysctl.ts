import { map, text } from '../core/config/shape.ts'
import { compareBytes } from '../core/go-string.ts'
import { defineStep } from './step.ts'

export const sysctl = defineStep({
  key: 'sysctl',
  docs: 'Writes kernel parameters below /proc/sys.',
  shape: map(text({ description: 'What is written.' }), {
    description:
      'Dots in a name are folders, and so are slashes: a part with a dot of its own cannot be named.',
    examples: [{ 'net.ipv4.ip_forward': '1', 'kernel.panic': '10' }],
  }),
  async *plan(value) {
    // In a fixed order, so that parameters which change others do so on every boot alike.
    for (const name of Object.keys(value).sort(compareBytes)) {
      yield { kind: 'set-kernel-value', key: kernelKey(name), value: value[name] ?? '', at: [name] }
    }
  },
})

/** `net.ipv4.conf.eth0/100.x` as the path below /proc/sys. */
function kernelKey(name: string): string {
  return name
    .split(/[./]/)
    .filter((part) => part !== '')
    .join('/')
}
