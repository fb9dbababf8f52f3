import { orderSteps } from '../../core/order/order-steps.ts'
import { orderInputs } from '../layers/order-inputs.ts'
import { stagesWithAfter } from '../layers/stages-with-after.ts'
import { type CheckedFile, defineRule } from '../rule.ts'

export const afterLoop = defineRule({
  id: 'after-loop',
  severity: 'error',
  summary: 'Steps wait for each other in a circle.',
  details: `Each step of the circle waits for the next one, and the last for the first, so none of them can begin. Besides
\`after\` two waits come by themselves: a step without \`after\` waits for the one above it in its file, and every step
waits for those of the file before that have no \`after\`. So \`after\` a step further down in the same file is a circle as
soon as that one waits upward, and \`after\` a step of a later file always is one, when that file has steps without
\`after\`.

The files whose \`after\` makes the circle are left out of the stage. The message names all steps of it: remove one
\`after\`, or move the step that is waited for further up.`,
  bad: `name: Cluster
stages:
  boot:
    - name: configuration
      after:
        - name: Cluster.certificates
      files:
        - path: /etc/cluster/config.yaml
          permissions: 0644
          content: 'tls: /etc/cluster/tls'
    - name: certificates
      directories:
        - path: /etc/cluster/tls
          permissions: 0755
`,
  good: `name: Cluster
stages:
  boot:
    - name: certificates
      directories:
        - path: /etc/cluster/tls
          permissions: 0755
    - name: configuration
      files:
        - path: /etc/cluster/config.yaml
          permissions: 0644
          content: 'tls: /etc/cluster/tls'
`,
  checkLayers({ sources }, findings) {
    for (const { files } of sources) {
      const stages = stagesWithAfter(files)
      if (stages.size === 0) continue
      const inputs = orderInputs(files)
      for (const stage of stages) {
        for (const { rule, message, help, place } of orderSteps(inputs, stage).diagnostics) {
          if (rule !== 'after-loop') continue
          const number = inputs.findIndex(({ file }) => file === place.source)
          const file = files[number] as CheckedFile
          const steps = inputs[number]?.places[stage] ?? []
          const index = steps.findIndex(([line, column]) => line === place.line && column === place.column)
          const path = ['stages', stage, Math.max(index, 0)]
          const waits = inputs[number]?.config.stages?.[stage]?.[index]?.after !== undefined
          findings.at(file, waits ? file.key([...path, 'after']) : file.value(path), {
            message,
            ...(help !== undefined && { help }),
          })
        }
      }
    }
  },
})
