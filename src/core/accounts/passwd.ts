import { freeId, integerText } from './ids.ts'
import { appendLine, type Edit, readLines, replaceNamed } from './lines.ts'
import { recordLine } from './record.ts'

/** A line of /etc/passwd (passwd(5)); ids as decimal text. */
export interface PasswdEntry {
  readonly name: string
  readonly password: string
  readonly uid: string
  readonly gid: string
  readonly info: string
  readonly home: string
  readonly shell: string
}

export interface PasswdFile {
  /** All lines of seven fields; their ids are as written. */
  readonly entries: readonly PasswdEntry[]
  /** Number of the first line that is no account: other than seven fields, or a uid that is no number. */
  readonly brokenLine: number | undefined
}

/** Reads the whole file, strictly: a comment, an empty line or a NIS line is a broken one, as in yip. */
export function readPasswd(text: string): PasswdFile {
  const entries: PasswdEntry[] = []
  let brokenLine: number | undefined
  for (const [index, line] of readLines(text).entries()) {
    const entry = entryOf(line.split(':'))
    if (entry !== undefined) entries.push(entry)
    if (entry === undefined || integerText(entry.uid) === undefined) brokenLine ??= index + 1
  }
  return { entries, brokenLine }
}

function entryOf(fields: readonly string[]): PasswdEntry | undefined {
  if (fields.length !== 7) return undefined
  const [name, password, uid, gid, info, home, shell] = fields as [
    string,
    string,
    string,
    string,
    string,
    string,
    string,
  ]
  return { name, password, uid, gid, info, home, shell }
}

/** Why the file cannot be added to. */
export function brokenPasswd(brokenLine: number): string {
  return `line ${brokenLine} is no account (seven fields and a numeric uid); as long as it is there nothing can be added`
}

/** A uid that no line has. */
export function freeUid({ entries }: PasswdFile): string | undefined {
  return freeId(new Set(entries.map((entry) => integerText(entry.uid) ?? entry.uid)))
}

/** Writes an entry: in place of each line of that name, else at the end. */
export function ensurePasswdEntry(text: string, entry: PasswdEntry): Edit {
  const record = passwdLine(entry)
  if (!record.ok) return record
  const { entries, brokenLine } = readPasswd(text)
  if (entries.some(({ name }) => name === entry.name)) {
    return { ok: true, text: replaceNamed(text, entry.name, () => record.line) }
  }
  if (brokenLine !== undefined) return { ok: false, reason: brokenPasswd(brokenLine) }
  return { ok: true, text: appendLine(text, record.line) }
}

/** The line as it stands in the file. */
export function passwdLine(entry: PasswdEntry) {
  return recordLine([
    ['the user name', entry.name],
    ['the password', entry.password],
    ['the uid', entry.uid],
    ['the gid', entry.gid],
    ['the description', entry.info],
    ['the home', entry.home],
    ['the shell', entry.shell],
  ])
}
