import { placeOf } from '../layers/place-of.ts'
import { type LayerStep, stepsInOrder } from '../layers/steps-in-order.ts'
import { type ConfigPath, defineRule } from '../rule.ts'
import { unitsIn } from '../touches/names.ts'

export const contradictingUnits = defineRule({
  id: 'contradicting-units',
  severity: 'warning',
  summary: 'One unit is to be on and off.',
  details: `A layer enables or starts a unit and disables or masks it too, under the same conditions. Within a step
\`systemctl\` enables, disables, masks and starts, in this order, so the unit ends up disabled or masked, and starting a
masked one fails. Between steps the last one wins.

Keep the one that is meant. That a higher layer switches off what a lower one enables is no contradiction, and neither
are steps with different conditions.`,
  bad: `stages:
  initramfs:
    - name: Time
      systemctl:
        enable: [systemd-timesyncd, chronyd]
        mask: [systemd-timesyncd]
`,
  good: `stages:
  initramfs:
    - name: Time
      systemctl:
        enable: [chronyd]
        mask: [systemd-timesyncd]
`,
  checkLayers(layers, findings) {
    const wanted = new Map<string, Mention>()
    for (const step of stepsInOrder(layers)) {
      for (const mention of mentionsOf(step)) {
        const key = `${step.source}\n${step.conditions}\n${mention.unit}`
        const earlier = wanted.get(key)
        wanted.set(key, mention)
        if (earlier === undefined || earlier.isOn === mention.isOn) continue
        const { file } = earlier.step
        findings.at(step.file, step.file.value(mention.path), {
          message: `\`${mention.unit}\` is ${said[mention.verb]} here, but ${said[earlier.verb]} at ${placeOf(file, file.value(earlier.path))}`,
          help:
            mention.isOn && earlier.verb === 'mask'
              ? 'A masked unit can be neither enabled nor started: keep one of them'
              : 'Keep the one that is meant',
        })
      }
    }
  },
})

const said = { enable: 'enabled', disable: 'disabled', mask: 'masked', start: 'started' } as const

type Verb = keyof typeof said

/** One unit in a list of a step. */
interface Mention {
  readonly unit: string
  readonly verb: Verb
  readonly isOn: boolean
  readonly step: LayerStep
  readonly path: ConfigPath
}

function mentionsOf(step: LayerStep): readonly Mention[] {
  const mentions: Mention[] = []
  for (const verb of ['enable', 'disable', 'mask', 'start'] as const) {
    for (const [i, entry] of (step.step.systemctl?.[verb] ?? []).entries()) {
      const path = [...step.path, 'systemctl', verb, i]
      for (const unit of unitsIn(entry))
        mentions.push({ unit, verb, isOn: verb === 'enable' || verb === 'start', step, path })
    }
  }
  return mentions
}
