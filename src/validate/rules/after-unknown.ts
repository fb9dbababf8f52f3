import { afterUnknown } from '../../core/order/findings.ts'
import { indexByName, initName, type StepsByName } from '../../core/order/step-graph.ts'
import { type NamedStep, nameSteps } from '../../core/order/step-names.ts'
import { orderInputs } from '../layers/order-inputs.ts'
import { placeOf } from '../layers/place-of.ts'
import { stagesWithAfter } from '../layers/stages-with-after.ts'
import { type CheckedFile, defineRule, type Words } from '../rule.ts'

export const afterUnknownStep = defineRule({
  id: 'after-unknown',
  severity: 'error',
  summary: '`after` names a step that does not exist in the stage.',
  details: `A step is called by the name of its file (the \`name\` at the top, else the path of the file), a dot, and its
own \`name\`, or its number from 0 when it has none: \`/oem/10-network.yaml.interfaces\`. Only steps of the same stage
and the same layer can be waited for. When a name is used twice within the stage of a file, each step of it is called
\`NAME.NUMBER\`.

A file with an \`after\` that names nothing is left out as a whole: none of its steps in that stage runs.
\`cos-config show --effective STAGE\` prints the names.`,
  bad: `name: Network
stages:
  network:
    - name: certificates
      directories:
        - path: /etc/pki/site
          permissions: 0755
    - name: registry
      after:
        - name: Network.certificate
      directories:
        - path: /etc/containers/registries.conf.d
          permissions: 0755
`,
  good: `name: Network
stages:
  network:
    - name: certificates
      directories:
        - path: /etc/pki/site
          permissions: 0755
    - name: registry
      after:
        - name: Network.certificates
      directories:
        - path: /etc/containers/registries.conf.d
          permissions: 0755
`,
  checkLayers({ sources }, findings) {
    for (const { label, files } of sources) {
      const stages = stagesWithAfter(files)
      if (stages.size === 0) continue
      const inputs = orderInputs(files)
      for (const stage of stages) {
        const steps = nameSteps(inputs, stage)
        const byName = indexByName(steps)
        for (const step of steps) {
          for (const [i, wanted] of step.after.entries()) {
            if (wanted === initName || byName.has(wanted)) continue
            const file = files[step.fileNumber] as CheckedFile
            const span = file.value(['stages', stage, step.index, 'after', i, 'name'])
            findings.at(
              file,
              span,
              words({ step, stage, wanted, steps, byName, files, isGivenAlone: files[0]?.file === label }),
            )
          }
        }
      }
    }
  },
})

interface Unknown {
  readonly step: NamedStep
  readonly stage: string
  readonly wanted: string
  readonly steps: readonly NamedStep[]
  readonly byName: StepsByName
  readonly files: readonly CheckedFile[]
  /** The source is this file and no folder. */
  readonly isGivenAlone: boolean
}

function words({ step, stage, wanted, steps, byName, files, isGivenAlone }: Unknown): Words {
  const { message, help = '' } = afterUnknown(step, stage, wanted, byName)
  const meant = /^did you mean "(.*)"\?$/.exec(help)?.[1]
  const number = meant === undefined ? undefined : byName.get(meant)?.[0]
  if (number === undefined) {
    // One file of several, looked at alone: the step may well be in another one.
    const owner = step.input.config.name || step.input.file
    const isAlone = isGivenAlone && wanted.includes('.') && !wanted.startsWith(`${owner}.`)
    return isAlone
      ? { message, help: 'Check all files of the layer together', severity: 'warning' }
      : { message, help }
  }
  const { fileNumber, index } = steps[number] as NamedStep
  const file = files[fileNumber] as CheckedFile
  const place = placeOf(file, file.value(['stages', stage, index]))
  return { message, help: `${help} It stands at ${place}` }
}
