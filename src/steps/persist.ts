import { type Decoded, list, record, text } from '../core/config/shape.ts'
import { defineStep } from './step.ts'

const path = record({
  path: text({ description: 'The folder.', examples: ['/var/lib/rancher'] }),
  mode: text({
    description: '`bind` puts a folder of the state in its place, `overlay` lays one over it.',
    examples: ['bind'],
    default: 'that of the layout',
  }),
  owner: text({
    description: '`user`, `user:group` or numbers: who owns the folder when its state is made.',
    examples: ['app:app'],
  }),
  create: text({
    description: '`true` makes the folder where it is missing, `false` leaves the path out then.',
    default: 'true',
  }),
  sync: text({
    description:
      'What a bind takes from the image: `once` at the first boot only, `update` also what is missing or older, ' +
      '`always` whatever differs.',
    default: 'update',
  }),
})

/** One entry of `persist:`. */
export type PersistEntry = Decoded<typeof path>

export const persist = defineStep({
  key: 'persist',
  docs: 'Declares folders whose content outlives a boot; `cos-config mount` mounts them in the initrd.',
  shape: list(path, { examples: [[{ path: '/var/lib/rancher', mode: 'bind' }]] }),
  // The layout is mounted as a whole, before most stages run.
  async *plan() {},
})
