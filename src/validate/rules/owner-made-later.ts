import type { Step } from '../../steps/index.ts'
import { placeOf } from '../layers/place-of.ts'
import { readableText } from '../layers/readable-text.ts'
import { type LayerStep, stepsInOrder } from '../layers/steps-in-order.ts'
import { type CheckedFile, defineRule, type RuleContext, type Words } from '../rule.ts'
import { entitiesOf, nameOf } from '../touches/accounts.ts'

export const ownerMadeLater = defineRule({
  id: 'owner-made-later',
  severity: 'error',
  summary: 'A file shall belong to a user that the same step makes afterwards.',
  details: `Within a step the parts have a fixed order: downloads, entities, directories, **files**, commands, host name, kernel
parameters, **users**, keys and so on, however they are written down. So the user does not exist yet when the file is
written: the file stays with root, and the step fails. A \`#cloud-config\` is one such step: \`owner\` of \`write_files\` meets
the same limit.

Split the step: users in the first, the files that belong to them in the next one.`,
  bad: `stages:
  boot:
    - name: Backup
      users:
        backup-agent:
          shell: /usr/sbin/nologin
      files:
        - path: /etc/backup-agent.conf
          permissions: 0600
          ownerstring: backup-agent
          content: target=nas
`,
  good: `stages:
  boot:
    - name: Backup user
      users:
        backup-agent:
          shell: /usr/sbin/nologin
    - name: Backup
      files:
        - path: /etc/backup-agent.conf
          permissions: 0600
          ownerstring: backup-agent
          content: target=nas
`,
  async checkLayers(layers, findings, { image }) {
    const steps = stepsInOrder(layers)
    const makers = new Map<string, LayerStep>()
    for (const step of steps.toReversed())
      for (const name of Object.keys(step.step.users ?? {})) makers.set(name, step)
    if (!steps.some(({ step }) => namesOwner(step, makers))) return
    const existing = existingAccounts(image)
    for (const current of steps) {
      const { file, step, path } = current
      for (const { entity } of await entitiesOf(step, 'ensure_entities')) existing.add(nameOf(entity))
      for (const key of ['files', 'downloads'] as const) {
        for (const [i, { ownerstring = '', path: target = '' }] of (step[key] ?? []).entries()) {
          const parts = ownerstring.split(':')
          const name = parts.find((part) => makers.has(part) && !existing.has(part))
          const maker = makers.get(name ?? '')
          if (name === undefined || maker === undefined) continue
          const from = parts[0] === name ? 0 : (parts[0]?.length ?? 0) + 1
          const span = file.within([...path, key, i, 'ownerstring'], from, from + name.length)
          findings.at(
            file,
            span,
            maker === current ? sameStep(name, key, target, file) : laterStep(name, target, maker),
          )
        }
      }
      for (const name of Object.keys(step.users ?? {})) existing.add(name)
    }
  },
})

/** Whether a file is to belong to somebody whom the layers make. */
function namesOwner({ files, downloads }: Step, makers: ReadonlyMap<string, LayerStep>): boolean {
  const owners = [...(files ?? []), ...(downloads ?? [])].map(({ ownerstring = '' }) => ownerstring)
  return owners.some((owner) => owner.split(':').some((part) => makers.has(part)))
}

function sameStep(name: string, key: string, target: string, { loaded }: CheckedFile): Words {
  return {
    message: `\`${name}\` is made by this very step, but ${key} come before users: ${target} stays with root and the step fails`,
    help: loaded.cloudConfig
      ? `Make the user in an earlier stage: stages, initramfs, users, ${name}`
      : 'Move the users into a step of their own in front of this one',
  }
}

function laterStep(name: string, target: string, { file, path, part }: LayerStep): Words {
  const place = placeOf(file, file.key([...path, 'users', name]))
  return {
    message: `\`${name}\` is made only later, in stage ${part} (${place}): ${target} stays with root and the step fails`,
    help: 'Write the file in a step behind the one that makes the user',
    // Without an image nobody can say that it does not have the user.
    severity: 'warning',
  }
}

/** Accounts of every distribution, for want of an image to look into. */
const usual = [
  'root',
  'daemon',
  'bin',
  'sys',
  'adm',
  'nobody',
  'mail',
  'man',
  'games',
  'sync',
  'www-data',
  'users',
]

function existingAccounts(image: RuleContext['image']): Set<string> {
  if (image === undefined) return new Set(usual)
  const lines = ['/etc/passwd', '/etc/group'].map((file) => readableText(image, file) ?? '').join('\n')
  return new Set(lines.split('\n').map((line) => line.split(':', 1)[0] ?? ''))
}
