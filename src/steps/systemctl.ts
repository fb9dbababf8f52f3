import { type Decoded, list, record, text } from '../core/config/shape.ts'
import { cleanPath } from '../core/go-path.ts'
import type { DataPath } from '../core/machine.ts'
import { makeFolders } from './directories/make-folders.ts'
import { defineStep, type Planning, type StepContext } from './step.ts'

const units = (description: string) => list(text(), { description })

const override = record({
  service: text({
    description: 'The unit; `.service` is added to a name that does not end in a kind of unit.',
  }),
  content: text({ description: 'The drop-in, see systemd.unit(5).' }),
  name: text({
    description: 'File name; `.conf` is added when it is missing.',
    default: 'override-yip.conf',
  }),
})

/** Kinds of units (systemd.unit(5)). yip knows only services, and writes what systemd never reads for the others. */
const unitKind = /\.(?:service|socket|device|mount|automount|swap|target|path|timer|slice|scope)$/

/** In the order in which they are run. */
const verbs = ['enable', 'disable', 'mask', 'start'] as const

export const systemctl = defineStep({
  key: 'systemctl',
  docs: 'Enables, disables, masks and starts units, and writes drop-ins for services.',
  shape: record(
    {
      enable: units('Units, or other words for `systemctl enable`; they go through the shell.'),
      disable: units('As enable.'),
      start: units('As enable; run last.'),
      mask: units('As enable.'),
      overrides: list(override, { description: 'Drop-ins for units.' }),
    },
    { examples: [{ enable: ['sshd'], mask: ['systemd-networkd-wait-online'] }] },
  ),
  async *plan(value, context) {
    for (const verb of verbs) {
      for (const [index, unit] of (value[verb] ?? []).entries()) {
        yield { kind: 'run', command: { shell: `systemctl ${verb} ${unit}` }, at: [verb, index] }
      }
    }
    for (const [index, entry] of (value.overrides ?? []).entries()) {
      yield* writeOverride(entry, context, ['overrides', index])
    }
  },
})

async function* writeOverride(
  { service = '', content = '', name = '' }: Decoded<typeof override>,
  { now }: StepContext,
  at: DataPath,
): Planning {
  if (service === '' || content === '') {
    const missing = service === '' ? 'service' : 'content'
    const message = `overrides: an entry without ${missing} is passed over`
    yield { kind: 'problem', severity: 'warning', message, at }
    return
  }
  const unit = unitKind.test(service) ? service : `${service}.service`
  const folder = `/etc/systemd/system/${unit}.d`
  const state = now.stat(folder)
  if (state === undefined && !(yield* makeFolders(now, folder, { mode: 0o755, at }))) return
  const file = name === '' ? 'override-yip.conf' : name.endsWith('.conf') ? name : `${name}.conf`
  yield { kind: 'write-file', path: cleanPath(`${folder}/${file}`), content, newMode: 0o644, at }
}
