import { cleanPath } from '../../core/go-path.ts'
import { bootStages, runsInInitrd } from '../../core/order/moments.ts'
import { decodeContent } from '../../steps/files/encodings.ts'
import { placeOf } from '../layers/place-of.ts'
import { type LayerStep, stepsInOrder } from '../layers/steps-in-order.ts'
import { type ConfigPath, defineRule } from '../rule.ts'

export const conflictingContent = defineRule({
  id: 'conflicting-content',
  severity: 'warning',
  summary: 'A file is written twice with different content.',
  details: `Whatever is written first is lost: \`files\` and \`downloads\` write whole files, they add nothing. Layers apply in
the order /system/oem, /oem, /usr/local/cloud-config, and stages in the order of the boot, so the last one wins, at every
boot again.

Keep one of them. Where a higher layer is to replace what a lower one writes, say so:
\`# cos-config-ignore conflicting-content replaces the branding of the image\`. Nothing is said when the conditions of the
two steps differ, as when a default is written and then replaced on some machines.`,
  bad: `stages:
  boot:
    - name: Name servers
      files:
        - path: /etc/hosts.extra
          permissions: 0644
          content: 10.0.0.5 registry
    - name: More name servers
      files:
        - path: /etc/hosts.extra
          permissions: 0644
          content: 10.0.0.6 mirror
`,
  good: `stages:
  boot:
    - name: Name servers
      files:
        - path: /etc/hosts.extra
          permissions: 0644
          content: |
            10.0.0.5 registry
            10.0.0.6 mirror
`,
  async checkLayers(layers, findings) {
    const before = new Map<string, Writing>()
    for (const step of stepsInOrder(layers)) {
      for (const written of writingsOf(step)) {
        const earlier = before.get(written.key)
        before.set(written.key, written)
        if (earlier === undefined || !isLost(earlier, written) || (await isSame(earlier, written))) continue
        const { file, part } = earlier.step
        const stage = part === written.step.part ? '' : ` in stage ${part}`
        findings.at(step.file, step.file.value(written.path), {
          message: `\`${written.name}\` is written here with other content than at ${placeOf(file, file.value(earlier.path))}${stage}; this one wins, the other is lost`,
          help: 'Keep one of them, or put all of it into one file',
        })
      }
    }
  },
})

/** A file that a step writes as a whole. */
interface Writing {
  readonly name: string
  /** The file, and the root or the moment in which it lies. */
  readonly key: string
  readonly step: LayerStep
  readonly path: ConfigPath
  readonly content: { readonly text: string; readonly encoding: string } | { readonly url: string }
}

function writingsOf(step: LayerStep): readonly Writing[] {
  const { downloads, files } = step.step
  const writings: Writing[] = []
  // A path with a slash at its end, or of a folder that exists, takes files of any name.
  for (const [i, { path = '', url = '' }] of (downloads ?? []).entries())
    if (path !== '' && !path.endsWith('/'))
      writings.push(writing(step, path, ['downloads', i, 'path'], { url }))
  for (const [i, { path = '', content: text = '', encoding = '' }] of (files ?? []).entries())
    if (path !== '') writings.push(writing(step, path, ['files', i, 'path'], { text, encoding }))
  return writings
}

function writing(step: LayerStep, written: string, at: ConfigPath, content: Writing['content']): Writing {
  const name = cleanPath(written)
  const { stage, part } = step
  const isShared = /^\/(?:run|oem|dev)\//.test(name)
  // Stages that are no part of the boot run at moments of their own: they meet only themselves.
  const moment = !bootStages.includes(stage) ? part : runsInInitrd(part) && !isShared ? 'initrd' : 'boot'
  return { name, key: `${moment}\n${name}`, step, path: [...step.path, ...at], content }
}

/** Whether the later one takes away all that the earlier one wrote, on every machine. */
function isLost(
  { step: { conditions: earlier } }: Writing,
  { step: { conditions: later } }: Writing,
): boolean {
  return later === '' || later === earlier
}

async function isSame({ content: a }: Writing, { content: b }: Writing): Promise<boolean> {
  if ('url' in a || 'url' in b) return 'url' in a && 'url' in b && a.url === b.url
  if (a.encoding === b.encoding) return a.text === b.text
  const [first, second] = await Promise.all([
    decodeContent(a.text, a.encoding),
    decodeContent(b.text, b.encoding),
  ])
  if ('broken' in first || 'broken' in second) return true
  return Buffer.from(first.content).equals(Buffer.from(second.content))
}
