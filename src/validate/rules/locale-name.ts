import { defineRule } from '../rule.ts'
import { tell } from '../values/fault.ts'
import { localeFault } from '../values/locale.ts'
import { entriesOf, membersOf, valuesOf } from '../values/step-values.ts'

export const localeName = defineRule({
  id: 'locale-name',
  severity: 'warning',
  summary: 'A locale is none, or the image does not have it.',
  details: `Locales are named as \`en_GB.UTF-8\` or \`C.UTF-8\`: language, \`_\`, country, and the code set. They stand in
\`systemd_firstboot\`, in /etc/locale.conf, and as \`LANG\` and \`LC_*\` in \`environment\`. With \`--root\` they are looked
for in the image; with one that is not there, programs fall back to \`C\` and complain.`,
  bad: `stages:
  initramfs:
    - name: First boot
      systemd_firstboot:
        locale: en-GB.UTF-8
`,
  good: `stages:
  initramfs:
    - name: First boot
      systemd_firstboot:
        locale: en_GB.UTF-8
`,
  checkFile(file, findings, { image }) {
    for (const { name, value, path } of membersOf(valuesOf(file, 'systemd_firstboot'))) {
      if (!/^locale(-messages)?$/i.test(name) || value === '' || value.includes('{{')) continue
      const fault = localeFault(value, image)
      if (fault !== undefined) tell(findings, file, path, fault)
    }
    for (const { name, value, path } of membersOf(valuesOf(file, 'environment'))) {
      if (!isVariable(name) || value === '' || value.includes('{{')) continue
      const fault = localeFault(value, image)
      if (fault !== undefined) tell(findings, file, path, fault)
    }
    for (const { value, path } of entriesOf(valuesOf(file, 'files'))) {
      if (value.path !== '/etc/locale.conf' || value.encoding) continue
      for (const line of (value.content ?? '').matchAll(/^(\w+)=(["']?)([^"'\n]+)\2$/gm)) {
        const [whole, variable = '', , locale = ''] = line
        if (!isVariable(variable) || locale.includes('{{')) continue
        const fault = localeFault(locale, image)
        const from = line.index + whole.indexOf(locale, variable.length + 1)
        if (fault === undefined) continue
        tell(findings, file, [...path, 'content'], { ...fault, from, to: from + locale.length })
      }
    }
  },
})

/** LANGUAGE is a list of languages, not a locale. */
function isVariable(name: string): boolean {
  return name === 'LANG' || /^LC_[A-Z]+$/.test(name)
}
