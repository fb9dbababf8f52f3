import { configShape, type ReadConfig, type Step } from '../config.ts'
import { Decoder, type Decoding } from '../decode/decoder.ts'
import type { Finding } from '../decode/finding.ts'
import { Origins } from '../decode/origins.ts'
import { setOwn } from '../decode/zero.ts'
import type { RecordShape } from '../shape.ts'
import type { YamlNode } from '../yaml/node.ts'
import { cloudConfigShape } from './shape.ts'
import { translate } from './translate.ts'

const keysOfYip: ReadonlySet<string> = new Set(['name', 'stages'])

/**
 * Reads a cloud-config: its own keys, translated, then the `stages` that stand beside them. When these are wrong,
 * the own part still counts; yip drops them in silence then, here their errors are reported.
 */
export function readCloudConfig(
  root: YamlNode | undefined,
  step: RecordShape<unknown>,
  origins: Origins,
): ReadConfig {
  const places = new Origins()
  const own = new Decoder(places, keysOfYip).document(root, cloudConfigShape)
  if (own.value === undefined) return { config: undefined, findings: own.findings }
  const { stages, findings } = translate(own.value, places, origins)
  if (findings.length > 0) return { config: undefined, findings: [...findings, ...own.findings] }
  const beside = new Decoder(origins, 'all').document(root, configShape(step))
  append(stages, beside.value?.stages ?? {}, origins)
  return { config: { stages }, findings: [...own.findings, ...explained(beside)] }
}

function append(
  stages: Record<string, Step[]>,
  more: Readonly<Record<string, readonly Step[]>>,
  origins: Origins,
) {
  for (const [stage, steps] of Object.entries(more)) {
    if (!Object.hasOwn(stages, stage)) {
      setOwn(stages, stage, [])
      origins.note(stages, stage, origins.at(more, stage) ?? { offset: 0 })
    }
    const into = stages[stage] as Step[]
    steps.forEach((each, i) => {
      origins.note(into, into.length, origins.at(steps, i) ?? { offset: 0 })
      into.push(each)
    })
  }
}

function explained({ value, findings }: Decoding<unknown>): readonly Finding[] {
  if (value !== undefined) return findings
  return findings.map((finding) =>
    finding.severity === 'error'
      ? { ...finding, message: `${finding.message}; the \`stages\` of this cloud-config are left out` }
      : finding,
  )
}
