import { readEntity } from '../../steps/entities/read-entity.ts'
import type { ConfigPath } from '../rule.ts'
import { defineRule } from '../rule.ts'
import { nameOf } from '../touches/accounts.ts'
import { accountNameFault } from '../values/account-name.ts'
import { type Fault, tell } from '../values/fault.ts'
import { passwordHashFault } from '../values/password-hash.ts'
import { entriesOf, valuesOf } from '../values/step-values.ts'

export const entityForm = defineRule({
  id: 'entity-form',
  severity: 'error',
  summary: 'An entity is no line of an account file: its text, kind or name are wrong.',
  details: `\`entity\` is a YAML text of its own, with \`kind\` user, group, shadow or gshadow and the fields of that line:
\`username\` for user and shadow, \`group_name\` for group, \`name\` for gshadow. A text that is no YAML, or lacks kind or
name, fails; keys that the kind does not have are passed over. Templates are left alone, as they are rendered first.`,
  bad: `stages:
  initramfs:
    - name: Groups
      ensure_entities:
        - entity: |
            kind: groups
            group_name: telemetry
            gid: 2000
`,
  good: `stages:
  initramfs:
    - name: Groups
      ensure_entities:
        - entity: |
            kind: group
            group_name: telemetry
            gid: 2000
`,
  async checkFile(file, findings) {
    for (const key of ['ensure_entities', 'delete_entities'] as const) {
      for (const { value, path } of entriesOf(valuesOf(file, key))) {
        const { entity: text = '' } = value
        if (text.includes('{{')) continue
        const at: ConfigPath = text === '' ? path : [...path, 'entity']
        for (const fault of await faultsOf(text)) tell(findings, file, at, fault)
      }
    }
  },
})

async function faultsOf(text: string): Promise<readonly Fault[]> {
  const reading = await readEntity(text)
  const severity = reading.ok ? 'warning' : 'error'
  const faults: Fault[] = reading.remarks.map(({ message, help }) => {
    const place = placeIn(text, message)
    const sentence =
      message[0]?.toUpperCase() + message.slice(1).replace(/ \(line \d+, column \d+ of the entity\)$/, '')
    return { message: sentence, severity, ...(help !== undefined && { help }), ...place }
  })
  if (!reading.ok) return faults
  const { entity } = reading
  const group = entity.kind === 'group' || entity.kind === 'gshadow'
  const name = accountNameFault(nameOf(entity), group ? 'group' : 'user')
  if (name !== undefined)
    faults.push({ ...name, severity: name.severity ?? 'warning', ...lineOf(text, nameKey) })
  if (entity.kind === 'shadow') {
    const hash = passwordHashFault(entity.fields.password ?? '')
    if (hash !== undefined)
      faults.push({ ...hash, severity: hash.severity ?? 'warning', ...lineOf(text, /^password:[ \t]*/m) })
  }
  return faults
}

const nameKey = /^(?:username|group_name|name):[ \t]*/m

/** The place that a remark names, or for one on the kind the value of that. */
function placeIn(text: string, message: string): Pick<Fault, 'from' | 'to'> {
  const [, line, column] = /\(line (\d+), column (\d+) of the entity\)$/.exec(message) ?? []
  if (line === undefined || column === undefined) return lineOf(text, /^kind:[ \t]*/m)
  const lines = text.split('\n')
  const start = lines.slice(0, Number(line) - 1).reduce((sum, each) => sum + each.length + 1, 0)
  // Columns count code points, places in a text UTF-16 units.
  const from = start + [...(lines[Number(line) - 1] ?? '')].slice(0, Number(column) - 1).join('').length
  const word = /^[^\s:]+/.exec(text.slice(from))?.[0].length ?? 1
  return { from, to: from + word }
}

/** The rest of a line behind a key. */
function lineOf(text: string, key: RegExp): Pick<Fault, 'from' | 'to'> {
  const found = key.exec(text)
  if (found === null) return {}
  const from = found.index + found[0].length
  const to = from + (/^[^\n#]*/.exec(text.slice(from))?.[0].trimEnd().length ?? 0)
  return to > from ? { from, to } : { from: found.index, to: from }
}
