import { conditionKeys } from '../../conditions/keys.ts'
import { defineRule } from '../rule.ts'
import { stepsOf } from '../steps-of.ts'

/** Keys that say when a step runs and what it is called, not what it does. */
const about: ReadonlySet<string> = new Set(['name', 'after', 'environment_file', ...conditionKeys])

export const emptyStep = defineRule({
  id: 'empty-step',
  severity: 'warning',
  summary: 'A step does nothing.',
  details: `A step that has only a name, conditions or \`after\` does nothing, and so does one whose lists are empty. Often the keys
that should do something are indented as a step of their own, behind a second dash, or became a comment.`,
  bad: `stages:
  boot:
    - name: Message of the day
      only_os: "openSUSE.*"
    - commands:
        - cp /usr/share/motd /etc/motd
`,
  good: `stages:
  boot:
    - name: Message of the day
      only_os: "openSUSE.*"
      commands:
        - cp /usr/share/motd /etc/motd
`,
  checkFile(file, findings) {
    const mistaken = file.findings.filter(({ rule }) => rule === 'unknown-key')
    for (const { step, path } of stepsOf(file)) {
      if (Object.entries(step).some(([key, value]) => !about.has(key) && !isEmpty(value))) continue
      // What a cloud-config's own keys become is there even when there are none.
      if (file.loaded.cloudConfig && path[2] === 0) continue
      const span = file.value(path)
      // A key that is not known is the better explanation.
      if (mistaken.some(({ offset }) => offset >= span.start && offset < span.end)) continue
      findings.at(file, file.key(path), {
        message: `${step.name ? `\`${step.name}\`` : 'This step'} does nothing: it has no key that would`,
        help: 'Add what it shall do, at the indentation of its other keys, or remove the step',
      })
    }
  },
})

function isEmpty(value: unknown): boolean {
  if (Array.isArray(value)) return value.length === 0
  return typeof value === 'object' && value !== null ? Object.keys(value).length === 0 : false
}
