import { nameSteps } from '../../core/order/step-names.ts'
import { orderInputs } from '../layers/order-inputs.ts'
import { stagesWithAfter } from '../layers/stages-with-after.ts'
import { type CheckedFile, defineRule } from '../rule.ts'

export const afterItself = defineRule({
  id: 'after-itself',
  severity: 'error',
  summary: 'A step is to run after itself.',
  details: `A step whose \`after\` names the step itself can never begin, so it is not run; yip drops it in silence.

Name the step that it shall wait for. Without \`after\` a step waits for the one above it.`,
  bad: `name: Site
stages:
  boot:
    - name: folders
      directories:
        - path: /srv/site
          permissions: 0755
    - name: pages
      after:
        - name: Site.pages
      files:
        - path: /srv/site/index.html
          permissions: 0644
          content: Welcome
`,
  good: `name: Site
stages:
  boot:
    - name: folders
      directories:
        - path: /srv/site
          permissions: 0755
    - name: pages
      after:
        - name: Site.folders
      files:
        - path: /srv/site/index.html
          permissions: 0644
          content: Welcome
`,
  checkLayers({ sources }, findings) {
    for (const { files } of sources) {
      const stages = stagesWithAfter(files)
      if (stages.size === 0) continue
      const inputs = orderInputs(files)
      for (const stage of stages) {
        for (const { name, after, fileNumber, index } of nameSteps(inputs, stage)) {
          const number = after.indexOf(name)
          if (number < 0) continue
          const file = files[fileNumber] as CheckedFile
          findings.at(file, file.value(['stages', stage, index, 'after', number, 'name']), {
            message: `${name} is to run after itself, so it is not run`,
            help: 'name the step it shall wait for, or remove "after"',
          })
        }
      }
    }
  },
})
