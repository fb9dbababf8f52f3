import type { CheckedFile, ConfigPath, Findings } from '../rule.ts'
import { defineRule } from '../rule.ts'
import { entriesOf, membersOf, type Placed, valuesOf } from '../values/step-values.ts'

export const incompleteEntry = defineRule({
  id: 'incomplete-entry',
  severity: 'warning',
  summary: 'An entry lacks what it cannot do without, and is passed over.',
  details: `Some entries are passed over in silence when a part of them is missing: a drop-in of \`systemctl\` without
\`service\` or \`content\`, an image without \`source\` or \`target\`, \`dns\` without \`nameservers\`, a pin without a version,
a \`layout\` whose \`device\` has neither \`path\` nor \`label\`, a repository without \`url\`. Write the missing part, or
remove the entry.`,
  bad: `stages:
  initramfs:
    - name: Resolver
      dns:
        search: [example.org]
`,
  good: `stages:
  initramfs:
    - name: Resolver
      dns:
        nameservers: [9.9.9.9]
        search: [example.org]
`,
  checkFile(file, findings) {
    for (const { value, path } of valuesOf(file, 'dns')) {
      const { nameservers = [], search = [], options = [] } = value
      if (nameservers.length === 0 && search.length + options.length > 0) {
        lacks(file, findings, path, '`dns` has no `nameservers`, so nothing is written', 'nameservers')
      }
    }
    for (const { value, path } of valuesOf(file, 'git')) {
      if (!value.url) lacks(file, findings, path, '`git` has no `url`, so nothing is cloned', 'url')
      else if (!value.path) lacks(file, findings, path, '`git` has no `path` to clone into', 'path')
    }
    for (const { value, path } of valuesOf(file, 'layout')) {
      const isEmpty = !value.device?.path && !value.device?.label
      if (isEmpty && (value.add_partitions !== undefined || value.expand_partition !== undefined)) {
        const message = '`layout` names no disk, so nothing is partitioned'
        lacks(file, findings, value.device === undefined ? path : [...path, 'device'], message, 'device.path')
      }
    }
    for (const { value, path } of entriesOf(valuesOf(file, 'unpack_images'))) {
      const missing = !value.source ? 'source' : !value.target ? 'target' : undefined
      if (missing)
        lacks(file, findings, path, `An image has no \`${missing}\`, so it is passed over`, missing)
    }
    for (const { value, path, name } of membersOf(valuesOf(file, 'package_pins'))) {
      if (value.trim() !== '') continue
      findings.at(file, file.key(path), {
        message: `\`${name}\` has no version, so it is not held`,
        help: 'Write the version behind the colon',
      })
    }
    for (const { value, path, step } of valuesOf(file, 'systemctl')) {
      const overrides: Placed<NonNullable<typeof value.overrides>> = {
        value: value.overrides ?? [],
        path: [...path, 'overrides'],
        step,
      }
      for (const { value: entry, path: at } of entriesOf([overrides])) {
        const missing = !entry.service ? 'service' : !entry.content ? 'content' : undefined
        if (missing)
          lacks(file, findings, at, `A drop-in has no \`${missing}\`, so it is passed over`, missing)
      }
    }
  },
})

function lacks(file: CheckedFile, findings: Findings, path: ConfigPath, message: string, key: string): void {
  const span = typeof path.at(-1) === 'string' ? file.key(path) : file.value(path)
  findings.at(file, span, { message, help: `Add ${key}` })
}
