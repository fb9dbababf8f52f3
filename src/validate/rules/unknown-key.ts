import { cloudConfigShape } from '../../core/config/cloud-config/shape.ts'
import type { Finding } from '../../core/config/decode/finding.ts'
import type { Severity } from '../../core/report/diagnostic.ts'
import { tellDecoded } from '../decoded-findings.ts'
import { type CheckedFile, defineRule } from '../rule.ts'

export const unknownKey = defineRule({
  id: 'unknown-key',
  severity: 'error',
  summary: 'A key is not known here, so what stands under it is lost.',
  details: `Keys that are not known are passed over in silence at boot, as yip does: \`comands:\` runs nothing. Inside of a step
that is always an error. At the top of a file, and among the keys of a \`#cloud-config\` that the engine leaves alone,
other programs keep sections of their own, so it is an error only where the key looks like a known one, else a warning:
\`# cos-config-ignore unknown-key read by our installer\` says that it is meant.

Keys are case-sensitive. A key at the top that holds an anchor (\`common: &common\`) is a custom and fine.`,
  bad: `stages:
  boot:
    - name: Message of the day
      comands:
        - cp /usr/share/motd /etc/motd
`,
  good: `stages:
  boot:
    - name: Message of the day
      commands:
        - cp /usr/share/motd /etc/motd
`,
  checkFile(file, findings) {
    const isOthers = othersKeys(file)
    const grade = (finding: Finding): Severity | undefined => {
      if (!isOthers(finding)) return 'error'
      if (lacksHeader(finding, file)) return undefined
      return looksKnown(finding) ? 'error' : 'warning'
    }
    tellDecoded(file, findings, 'unknown-key', grade)
  },
})

/** Keys of cloud-init that look like one of ours, and are not misspelt. */
const ofCloudInit: ReadonlySet<string> = new Set(['user'])

function looksKnown({ meant, node }: Finding): boolean {
  return meant !== undefined && !(node !== undefined && ofCloudInit.has(node.value))
}

/** Without its header, a whole cloud-config is unknown keys: rule cloud-config-header tells of that in one finding. */
function lacksHeader({ node }: Finding, { loaded }: CheckedFile): boolean {
  return !loaded.cloudConfig && node !== undefined && Object.hasOwn(cloudConfigShape.fields, node.value)
}

/** Tells keys that other programs may read: at the top, and in a cloud-config all that stands outside of `stages`. */
function othersKeys({ root, loaded }: CheckedFile): (finding: Finding) => boolean {
  const content = root?.content ?? []
  const atTop = new Set(content.filter((_, i) => i % 2 === 0))
  const own = content.findIndex((key, i) => i % 2 === 0 && key.value === 'stages')
  const [from, to] =
    own < 0 ? [0, 0] : [content[own]?.offset ?? 0, content[own + 2]?.offset ?? Number.POSITIVE_INFINITY]
  return ({ node, offset }) => {
    if (node !== undefined && atTop.has(node)) return true
    return loaded.cloudConfig && !(offset > from && offset < to)
  }
}
