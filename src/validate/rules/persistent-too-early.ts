import { runsInInitrd } from '../../core/order/moments.ts'
import { stepsInOrder } from '../layers/steps-in-order.ts'
import { type ConfigPath, defineRule } from '../rule.ts'
import { pathTouches } from '../touches/paths.ts'

export const persistentTooEarly = defineRule({
  id: 'persistent-too-early',
  severity: 'warning',
  summary: 'A persistent path is used in the stage rootfs, before it is mounted.',
  details: `In the stages \`pre-rootfs\` and \`rootfs\` the root is the initrd: the layout of mounts is only about to be made.
/usr/local, /home, /var and the other persistent paths are empty folders of the initrd then, so what is looked for there
is never found, and what is written there is gone after the switch to the new root. (/oem is there, when the kernel
command line names its label, and /run lasts.)

Use the stage \`initramfs\`, where all of it is mounted.`,
  bad: `stages:
  rootfs:
    - name: Reset on request
      if: '[ -f /usr/local/reset-requested ]'
      files:
        - path: /run/site/reset
          permissions: 0644
`,
  good: `stages:
  initramfs:
    - name: Reset on request
      if: '[ -f /usr/local/reset-requested ]'
      files:
        - path: /run/site/reset
          permissions: 0644
`,
  checkLayers(layers, findings) {
    for (const { file, part, step, path } of stepsInOrder(layers)) {
      if (!runsInInitrd(part)) continue
      const report = (name: string, at: ConfigPath, from?: number) => {
        const span = from === undefined ? file.value(at) : file.within(at, from, from + name.length)
        findings.at(file, span, {
          message: `\`${name}\` is not mounted yet in stage ${part}: this is a folder of the initrd`,
          help: 'Move the step to the stage initramfs, where the persistent paths are mounted',
        })
      }
      for (const { name, at } of pathTouches(step)) if (persistent.test(name)) report(name, [...path, ...at])
      for (const { text, at } of textsOf(step)) {
        const found = mention(text)
        if (found !== undefined) report(found.name, [...path, ...at], found.from)
      }
    }
  },
})

/** Where persistent and ephemeral mounts lie in the usual layouts, but /etc, of which the initrd has one to be used. */
const persistent = /^\/(?:usr\/local|home|opt|srv|var\/(?:lib|log))(?:\/|$)/

interface Placed {
  readonly text: string
  readonly at: ConfigPath
}

/** Texts that may name paths: shell texts and the files that a condition looks for. */
function textsOf(step: Parameters<typeof pathTouches>[0]): readonly Placed[] {
  const texts: Placed[] = (step.commands ?? []).map((text, i) => ({ text, at: ['commands', i] }))
  if (step.if) texts.push({ text: step.if, at: ['if'] })
  for (const [kind, files] of Object.entries(step.if_files ?? {}))
    for (const [i, text] of files.entries()) texts.push({ text, at: ['if_files', kind, i] })
  return texts
}

/** /usr/local as a path of its own; not in a search path, and not where the text is about what is to be mounted. */
function mention(text: string): { readonly name: string; readonly from: number } | undefined {
  if (/\bmount\b|layout|VOLUMES|PATHS/.test(text)) return undefined
  const found = /(?<=^|[\s'"=<>])\/usr\/local(?:\/[\w.@/+-]*)?(?=$|[\s'";\])&|])/.exec(text)
  return found === null ? undefined : { name: found[0], from: found.index }
}
