import { suggest } from '../../core/config/suggest.ts'
import { defineRule } from '../rule.ts'
import { stepsOf } from '../steps-of.ts'

const managers = ['systemd', 'openrc']

export const unknownServiceManager = defineRule({
  id: 'unknown-service-manager',
  severity: 'error',
  summary: 'The step never runs: `only_service_manager` knows systemd and openrc alone.',
  details: `\`only_service_manager\` is \`systemd\` or \`openrc\`, in any letter case. It is no regular expression, and
anything else skips the step on every machine.`,
  bad: `stages:
  boot:
    - name: Time
      only_service_manager: ^systemd$
      timesyncd:
        NTP: ntp.example.org
`,
  good: `stages:
  boot:
    - name: Time
      only_service_manager: systemd
      timesyncd:
        NTP: ntp.example.org
`,
  checkFile(file, findings) {
    for (const { step, path } of stepsOf(file)) {
      const name = step.only_service_manager ?? ''
      if (name === '' || managers.includes(name.toLowerCase())) continue
      const nearest = suggest(name.replace(/[^\w-]/g, ''), managers)
      findings.at(file, file.value([...path, 'only_service_manager']), {
        message: `\`${name}\` is no service manager that is known, so the step never runs`,
        help: nearest === undefined ? 'Write systemd or openrc' : `Write \`${nearest}\`; it is no pattern`,
      })
    }
  },
})
