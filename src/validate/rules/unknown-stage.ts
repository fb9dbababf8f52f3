import { knownStages } from '../../core/config/stage-names.ts'
import { suggest } from '../../core/config/suggest.ts'
import { stageOfPart } from '../../core/order/moments.ts'
import { defineRule } from '../rule.ts'

const names = Object.keys(knownStages)

export const unknownStage = defineRule({
  id: 'unknown-stage',
  severity: 'warning',
  summary: 'The name of a stage looks like a misspelt one, so its steps never run.',
  details: `Stages may have any name, and those that nothing runs are passed over in silence. A name that is nearly that of a stage
of the boot, an installation or an upgrade (\`initramf\`, \`Boot\`, \`boot.befor\`) is hardly meant so.

For a stage of your own that merely looks similar:
\`# cos-config-ignore unknown-stage run by our agent\`.`,
  bad: `stages:
  initramf:
    - name: Host name
      hostname: node
`,
  good: `stages:
  initramfs:
    - name: Host name
      hostname: node
`,
  checkFile(file, findings) {
    for (const part of Object.keys(file.loaded.config?.stages ?? {})) {
      if (Object.hasOwn(knownStages, stageOfPart(part))) continue
      const meant = meantBy(part)
      if (meant === undefined) continue
      findings.at(file, file.key(['stages', part]), {
        message: `\`${part}\` is no stage that a boot, an installation or an upgrade runs`,
        help: `Did you mean \`${meant}\`?`,
      })
    }
  },
})

/** The part of a stage that a misspelt one stands for. */
function meantBy(part: string): string | undefined {
  const point = part.lastIndexOf('.')
  const [stage, behind] = point < 0 ? [part, ''] : [part.slice(0, point), part.slice(point + 1)]
  const suffix = behind === '' ? undefined : suggest(behind, ['before', 'after'])
  if (suffix === undefined) return suggest(part, names)
  const known = Object.hasOwn(knownStages, stage) ? stage : suggest(stage, names)
  return known && `${known}.${suffix}`
}
