import { defineRule } from '../rule.ts'

export const duplicateStepName = defineRule({
  id: 'duplicate-step-name',
  severity: 'hint',
  summary: 'Two steps in a stage of a file have the same name.',
  details: `The steps run, but none of the stage in this file keeps the name it was given: as soon as one name repeats, every
step is called \`NAME.NUMBER\`, so an \`after\` that names one of them finds nothing (then it is a warning), and reports do not tell them apart.

Give each step of a stage its own name.`,
  bad: `stages:
  boot:
    - name: Prepare storage
      directories:
        - path: /srv/data
          permissions: 0755
    - name: Prepare storage
      directories:
        - path: /srv/backup
          permissions: 0700
`,
  good: `stages:
  boot:
    - name: Prepare storage
      directories:
        - path: /srv/data
          permissions: 0755
    - name: Prepare backups
      directories:
        - path: /srv/backup
          permissions: 0700
`,
  checkFile(file, findings) {
    for (const [stage, steps] of Object.entries(file.loaded.config?.stages ?? {})) {
      const first = new Map<string, number>()
      const wanted = namesInAfter(steps)
      for (const [index, { name }] of steps.entries()) {
        if (typeof name !== 'string' || name === '') continue
        const before = first.get(name)
        if (before === undefined) {
          first.set(name, index)
          continue
        }
        const line = file.loaded.places[stage]?.[before]?.[0]
        findings.at(file, file.value(['stages', stage, index, 'name']), {
          message: `\`${name}\` is already the name of a step in this stage${line === undefined ? '' : `, in line ${line}`}; all steps here are called by name and number then`,
          help: 'Give each step of the stage a name of its own',
          ...([...wanted].some((other) => other.endsWith(`.${name}`)) && { severity: 'warning' as const }),
        })
      }
    }
  },
})

/** What the steps of a stage wait for, as written. */
function namesInAfter(steps: readonly Readonly<Record<string, unknown>>[]): ReadonlySet<string> {
  const entries = steps.flatMap(({ after }): readonly unknown[] => (Array.isArray(after) ? after : []))
  const names = entries.map((entry) =>
    typeof entry === 'object' && entry !== null && 'name' in entry ? String(entry.name) : '',
  )
  return new Set(names)
}
