import { defineRule } from '../rule.ts'
import { tell } from '../values/fault.ts'
import { entriesOf, membersOf, valuesOf } from '../values/step-values.ts'
import { timeZoneFault } from '../values/time-zone.ts'

export const timeZone = defineRule({
  id: 'time-zone',
  severity: 'warning',
  summary: 'A time zone is none, or the image has no such zone.',
  details: `The time zone of \`systemd_firstboot\`, or one written to /etc/timezone, is a path below /usr/share/zoneinfo:
\`Europe/Berlin\`, with capital letters, \`UTC\`. With \`--root\` it is looked for in the image. An unknown one is UTC to
most programs.`,
  bad: `stages:
  initramfs:
    - name: First boot
      systemd_firstboot:
        timezone: UTC+02:00
`,
  good: `stages:
  initramfs:
    - name: First boot
      systemd_firstboot:
        timezone: Europe/Berlin
`,
  checkFile(file, findings, { image }) {
    for (const { name, value, path } of membersOf(valuesOf(file, 'systemd_firstboot'))) {
      if (name.toLowerCase() !== 'timezone' || value === '' || value.includes('{{')) continue
      const fault = timeZoneFault(value, image)
      if (fault !== undefined) tell(findings, file, path, fault)
    }
    for (const { value, path } of entriesOf(valuesOf(file, 'files'))) {
      const { content = '', encoding = '' } = value
      const zone = content.trim()
      if (value.path !== '/etc/timezone' || encoding !== '' || zone === '' || zone.includes('{{')) continue
      const fault = timeZoneFault(zone, image)
      const from = content.indexOf(zone)
      if (fault !== undefined)
        tell(findings, file, [...path, 'content'], { ...fault, from, to: from + zone.length })
    }
  },
})
