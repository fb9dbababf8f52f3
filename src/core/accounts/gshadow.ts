import { appendLine, type Edit, readLines, replaceNamed } from './lines.ts'
import { recordLine } from './record.ts'

/** A line of /etc/gshadow (gshadow(5)); lists separated by commas. */
export interface GshadowEntry {
  readonly name: string
  readonly password: string
  readonly administrators: string
  readonly members: string
}

/** Writes an entry: in place of each line of that name, whole, else at the end. */
export function ensureGshadowEntry(text: string, entry: GshadowEntry): Edit {
  const record = gshadowLine(entry)
  if (!record.ok) return record
  const lines = readLines(text).map((line) => line.split(':'))
  const broken = lines.findIndex((fields) => fields.length !== 4)
  if (broken !== -1) {
    const reason = `line ${broken + 1} does not have four fields; as long as it is there nothing can be changed`
    return { ok: false, reason }
  }
  if (!lines.some(([name]) => name === entry.name)) return { ok: true, text: appendLine(text, record.line) }
  return { ok: true, text: replaceNamed(text, entry.name, () => record.line) }
}

/** The line as it stands in the file. */
export function gshadowLine({ name, password, administrators, members }: GshadowEntry) {
  return recordLine([
    ['the group name', name],
    ['the password', password],
    ['the list of administrators', administrators],
    ['the member list', members],
  ])
}
