import { type PatternFault, patternFault } from '../../core/regexp/fault.ts'
import { defineRule } from '../rule.ts'
import { stepsOf } from '../steps-of.ts'

const keys = ['node', 'only_os', 'only_os_version', 'only_arch'] as const

export const invalidPattern = defineRule({
  id: 'invalid-pattern',
  severity: 'error',
  summary: 'A condition is no regular expression, so its step never runs.',
  details: `\`node\`, \`only_os\`, \`only_os_version\` and \`only_arch\` are regular expressions as Go reads them (RE2),
found anywhere in the text. One that Go does not accept skips the step on every machine. Go has no look-ahead,
look-behind, back references, atomic groups or possessive repetitions: they would make matching slow.

Put it into words that RE2 has; to exclude something, use \`if\` with a command instead of a look-ahead.`,
  bad: `stages:
  boot:
    - name: Not on the gateway
      node: ^(?!gateway)
      systemctl:
        disable: [dnsmasq]
`,
  good: `stages:
  boot:
    - name: Not on the gateway
      if: case "$(hostname)" in gateway*) exit 1 ;; esac
      systemctl:
        disable: [dnsmasq]
`,
  checkFile(file, findings) {
    for (const { step, path } of stepsOf(file)) {
      for (const key of keys) {
        const fault = patternFault(step[key] ?? '')
        if (fault === undefined) continue
        findings.at(file, file.within([...path, key], fault.from, fault.to), {
          message: `\`${key}\` is no regular expression that Go reads, so the step never runs: ${fault.message}`,
          help: adviceOn(fault),
        })
      }
    }
  },
})

/** What patterns of other languages have and RE2 does not. */
function adviceOn({ part }: PatternFault): string {
  if (/^\(\?(?:[=!]|<[=!])/.test(part)) {
    return 'Go has no look-ahead or look-behind; name what is to match, or use `if` with a command'
  }
  if (part.startsWith('(?>')) return 'Go has no atomic groups; write (?: instead'
  if (/^\\[1-9]/.test(part)) return 'Go has no back references; write out what is to be repeated'
  if (part.startsWith('*') || part.startsWith('?') || part.startsWith('+')) {
    return part.length > 1
      ? 'Two repetitions in a row cannot be; a shell pattern such as *x is written .*x here'
      : 'There is nothing to repeat before it; a shell pattern such as *x is written .*x here'
  }
  return 'Write it as RE2 has it: https://golang.org/s/re2syntax; a character that is meant as it is takes a backslash'
}
