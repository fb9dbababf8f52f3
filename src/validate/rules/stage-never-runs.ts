import { knownStages } from '../../core/config/stage-names.ts'
import { suggest } from '../../core/config/suggest.ts'
import { stageOfPart } from '../../core/order/moments.ts'
import { stepsInOrder } from '../layers/steps-in-order.ts'
import { type CheckedLayers, defineRule } from '../rule.ts'

/** A call by which a stage is run by hand: of this program, and of the others that run these files. */
const call =
  /\brun-stage\s+(?:-{1,2}\S+\s+)*['"]?([\w.-]+)|\byip\b[^\n;|&]{0,200}?\s(?:-s|--stage)[ =]['"]?([\w.-]+)/g

export const stageNeverRuns = defineRule({
  id: 'stage-never-runs',
  severity: 'hint',
  summary: 'Nothing runs a stage of this name.',
  details: `A boot runs the stages \`rootfs\`, \`initramfs\`, \`fs\`, \`boot\`, \`network\` and \`reconcile\`, each with \`.before\` and
\`.after\`; installing, upgrading and resetting run theirs (\`after-install-chroot\` and so on). A stage of any other name
runs only when something calls \`cos-config run-stage NAME\`. When a command or a file in the layers does so, this rule
is content; when the call comes from elsewhere, switch the rule off for the line:
\`# cos-config-ignore stage-never-runs called by our agent\`.`,
  bad: `stages:
  firstboot:
    - name: Welcome
      files:
        - path: /etc/motd
          permissions: 0644
          content: Welcome
`,
  good: `stages:
  boot:
    - name: Welcome
      files:
        - path: /etc/motd
          permissions: 0644
          content: Welcome
`,
  checkLayers(layers, findings) {
    let called: ReadonlySet<string> | undefined
    for (const { files } of layers.sources) {
      for (const file of files) {
        for (const [part, steps] of Object.entries(file.loaded.config?.stages ?? {})) {
          const stage = stageOfPart(part)
          if (steps.length === 0 || Object.hasOwn(knownStages, stage)) continue
          // A misspelt one is another rule's finding, and that a better one.
          if (suggest(stage, Object.keys(knownStages)) !== undefined) continue
          called ??= calledStages(layers)
          if (called.has(stage) || called.has(part)) continue
          findings.at(file, file.key(['stages', part]), {
            message: `\`${part}\` is no stage that a boot, an installation or an upgrade runs, and no command here runs it`,
            help: 'Use a stage of the boot (rootfs, initramfs, fs, boot, network, reconcile), or run this one by `cos-config run-stage`',
          })
        }
      }
    }
  },
})

function calledStages(layers: CheckedLayers): ReadonlySet<string> {
  const called = new Set<string>()
  const look = (text: string) => {
    for (const [, first, second] of text.matchAll(call)) called.add(first ?? second ?? '')
  }
  for (const { step } of stepsInOrder(layers)) {
    for (const command of step.commands ?? []) look(command)
    for (const { content = '' } of step.files ?? []) look(content)
    for (const { content = '' } of step.systemctl?.overrides ?? []) look(content)
  }
  return called
}
