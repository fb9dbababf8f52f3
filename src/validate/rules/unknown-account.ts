import type { CheckedFile, ConfigPath, Findings } from '../rule.ts'
import { defineRule } from '../rule.ts'
import { type Fault, tell } from '../values/fault.ts'
import { type KnownAccounts, knownAccounts } from '../values/known-accounts.ts'
import { ownerFormFault } from '../values/owner.ts'
import { entriesOf, membersOf, type Placed, valuesOf } from '../values/step-values.ts'

export const unknownAccount = defineRule({
  id: 'unknown-account',
  severity: 'error',
  summary: 'A user or group is named that neither the image has nor any layer makes.',
  details: `With \`--root\` the names in \`ownerstring\`, \`primary_group\`, \`groups\` and \`authorized_keys\` are looked up in the
image's /etc/passwd and /etc/group, and among the accounts that all layers make. A file with an unknown owner is written
and left to root; a user with an unknown \`primary_group\` is not made; unknown \`groups\` are passed over. Nothing is said
when commands or packages of the layers may make accounts.`,
  bad: `stages:
  boot:
    - name: Token
      files:
        - path: /etc/app/token
          permissions: 0640
          ownerstring: root:telemetri
          content: replace-me
`,
  good: `stages:
  boot:
    - name: Token
      files:
        - path: /etc/app/token
          permissions: 0640
          ownerstring: root:root
          content: replace-me
`,
  async checkLayers(layers, findings) {
    const known = await knownAccounts(layers)
    if (known === undefined) return
    for (const { files } of layers.sources) for (const file of files) checkFile(file, findings, known)
  },
})

function checkFile(file: CheckedFile, findings: Findings, known: KnownAccounts): void {
  const owner = (text: string | undefined, at: ConfigPath) => {
    if (!text || text.includes('{{') || ownerFormFault(text) !== undefined) return
    const fault = ownerFault(text, known)
    if (fault !== undefined) tell(findings, file, at, fault)
  }
  for (const key of ['files', 'downloads'] as const) {
    for (const { value, path } of entriesOf<{ readonly ownerstring?: string }>(valuesOf(file, key))) {
      owner(value.ownerstring, [...path, 'ownerstring'])
    }
  }
  for (const { name, path } of membersOf(valuesOf(file, 'authorized_keys'))) {
    if (known.hasUser(name) || name.includes('{{')) continue
    const message = `There is no user \`${name}\`, so its keys are not added`
    findings.at(file, file.key(path), { message, help: 'Make it with users, or correct the name' })
  }
  for (const { value, path, step } of membersOf(valuesOf(file, 'users'))) {
    const { primary_group: primary = '', groups = [] } = value
    if (primary !== '' && !primary.includes('{{') && !known.hasGroup(primary)) {
      const message = `There is no group \`${primary}\`, so the user is not made`
      tell(findings, file, [...path, 'primary_group'], { message, help: 'Make it with ensure_entities' })
    }
    const further: Placed<readonly string[]> = { value: groups, path: [...path, 'groups'], step }
    for (const { value: group, path: at } of entriesOf([further])) {
      if (known.hasGroup(group) || group.includes('{{')) continue
      const message = `There is no group \`${group}\`, so it is passed over`
      tell(findings, file, at, { message, help: 'Make it with ensure_entities', severity: 'warning' })
    }
  }
}

function ownerFault(owner: string, known: KnownAccounts): Fault | undefined {
  const [user = '', group] = owner.split(':')
  if (!known.hasUser(user)) {
    const message = `There is no user \`${user}\`, so the owner is not set`
    return {
      message,
      help: 'Make it with users in an earlier step, or correct the name',
      from: 0,
      to: user.length,
    }
  }
  if (group === undefined || known.hasGroup(group)) return undefined
  const message = `There is no group \`${group}\`, so the owner is not set`
  return {
    message,
    help: 'Make it with ensure_entities, or correct the name',
    from: user.length + 1,
    to: owner.length,
  }
}
