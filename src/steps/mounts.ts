import { type Decoded, flag, list, record, text } from '../core/config/shape.ts'
import { defineStep } from './step.ts'

const mount = record({
  path: text({ description: 'The mount point.', examples: ['/var/lib/data'] }),
  device: text({
    description: '`LABEL=`, `UUID=`, `PARTLABEL=` or `PARTUUID=` and a name, or a path below /dev.',
    examples: ['LABEL=DATA'],
  }),
  filesystem: text({ description: 'As mount(8) takes it.', default: 'auto' }),
  options: list(text({ examples: ['noatime'] }), {
    description: 'As mount(8) takes them.',
    default: ['defaults'],
  }),
  optional: flag({ description: 'The boot goes on without it.' }),
})

/** One entry of `mounts:`. */
export type MountEntry = Decoded<typeof mount>

export const mounts = defineStep({
  key: 'mounts',
  docs: 'Declares file systems on devices; `cos-config mount` mounts them in the initrd.',
  shape: list(mount, { examples: [[{ path: '/var/lib/data', device: 'LABEL=DATA', options: ['noatime'] }]] }),
  // The layout is mounted as a whole, before most stages run.
  async *plan() {},
})
