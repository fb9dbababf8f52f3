import { defineRule } from '../rule.ts'
import { tell } from '../values/fault.ts'
import { entriesOf, valuesOf } from '../values/step-values.ts'
import { unitNameFault, unitWordsFault } from '../values/unit-name.ts'

const verbs = ['enable', 'disable', 'mask', 'start'] as const

export const unitName = defineRule({
  id: 'unit-name',
  severity: 'warning',
  summary: 'The name of a systemd unit has letters or an ending that no unit has.',
  details: `Units are named as systemd.unit(5) says: letters, digits and \`: - _ . \\ @\`, then the kind. A name without a kind
is a service, and so is one with a misspelt kind: \`backup.tmer\` means backup.tmer.service. A template (\`getty@\`) can only
be started with an instance (\`getty@tty1\`). A drop-in of \`overrides\` needs a unit, content, and a section in it.`,
  bad: `stages:
  boot:
    - name: Backup
      systemctl:
        enable: [backup.tmier]
`,
  good: `stages:
  boot:
    - name: Backup
      systemctl:
        enable: [backup.timer]
`,
  checkFile(file, findings) {
    for (const { value, path, step } of valuesOf(file, 'systemctl')) {
      for (const verb of verbs) {
        for (const [index, entry] of (value[verb] ?? []).entries()) {
          if (entry.includes('{{')) continue
          const fault = unitWordsFault(entry, verb)
          if (fault !== undefined) tell(findings, file, [...path, verb, index], fault)
        }
      }
      const overrides = [{ value: value.overrides ?? [], path: [...path, 'overrides'], step }]
      for (const { value: entry, path: at } of entriesOf(overrides)) {
        const { service = '', content = '', name = '' } = entry
        const fault = service.includes('{{') ? undefined : unitNameFault(service)
        if (fault !== undefined) tell(findings, file, [...at, 'service'], fault)
        if (name.includes('/')) {
          const message = `\`name: ${name}\` is a path; drop-ins lie in the folder of their unit`
          tell(findings, file, [...at, 'name'], { message, help: `Write ${name.replace(/^.*\//, '')}` })
        }
        if (content.trim() !== '' && !/^\s*\[\w[\w-]*\]\s*$/m.test(content)) {
          const message = `The drop-in of ${service} has no section, so systemd passes over all of it`
          tell(findings, file, [...at, 'content'], { message, help: 'Start it with [Service] or the like' })
        }
      }
    }
  },
})
