import { appendLine, type Edit, readLines, replaceNamed } from './lines.ts'
import { recordLine } from './record.ts'

/** A line of /etc/shadow (shadow(5)); all fields are texts, empty ones mean "not set". */
export interface ShadowEntry {
  readonly name: string
  readonly password: string
  readonly lastChanged: string
  readonly minimum: string
  readonly maximum: string
  readonly warn: string
  readonly inactive: string
  readonly expire: string
  readonly reserved: string
}

/** An entry with nothing but a name, a password and the day it was changed. */
export function freshShadowEntry(name: string, password: string, lastChanged: string): ShadowEntry {
  const unset = { minimum: '', maximum: '', warn: '', inactive: '', expire: '', reserved: '' }
  return { name, password, lastChanged, ...unset }
}

/** The day for the third field. Day 0 would demand a new password at the next login, so it is never given. */
export function shadowDay(millisecondsSince1970: number): string {
  return String(Math.trunc(millisecondsSince1970 / 86_400_000) || 1)
}

/** All entries, or the number of the first line that does not have nine fields. */
export type ShadowFile =
  | { readonly ok: true; readonly entries: readonly ShadowEntry[] }
  | { readonly ok: false; readonly brokenLine: number }

/** Reads the whole file, strictly: a comment or an empty line breaks it, as in yip. */
export function readShadow(text: string): ShadowFile {
  const entries: ShadowEntry[] = []
  for (const [index, line] of readLines(text).entries()) {
    const fields = line.split(':')
    if (fields.length !== 9) return { ok: false, brokenLine: index + 1 }
    entries.push(entryOf(fields))
  }
  return { ok: true, entries }
}

function entryOf(fields: readonly string[]): ShadowEntry {
  const [name = '', password = '', lastChanged = '', minimum = '', maximum = ''] = fields
  const [warn = '', inactive = '', expire = '', reserved = ''] = fields.slice(5)
  return { name, password, lastChanged, minimum, maximum, warn, inactive, expire, reserved }
}

/** The entry of that name; of several the last one, as yip takes it. Undefined also when the file is broken. */
export function shadowEntryOf(text: string, name: string): ShadowEntry | undefined {
  const file = readShadow(text)
  return file.ok ? file.entries.findLast((entry) => entry.name === name) : undefined
}

/** Writes an entry: an existing one keeps every field, except the password, that the new one leaves empty. */
export function ensureShadowEntry(text: string, wanted: ShadowEntry): Edit {
  const file = readShadow(text)
  if (!file.ok) {
    const reason = `line ${file.brokenLine} does not have nine fields; as long as it is there nothing can be changed`
    return { ok: false, reason }
  }
  const old = file.entries.findLast((entry) => entry.name === wanted.name)
  const record = shadowLine(old === undefined ? wanted : withKeptFields(wanted, old))
  if (!record.ok) return record
  if (old === undefined) return { ok: true, text: appendLine(text, record.line) }
  return { ok: true, text: replaceNamed(text, wanted.name, () => record.line) }
}

function withKeptFields(wanted: ShadowEntry, old: ShadowEntry): ShadowEntry {
  return {
    name: wanted.name,
    password: wanted.password,
    lastChanged: wanted.lastChanged || old.lastChanged,
    minimum: wanted.minimum || old.minimum,
    maximum: wanted.maximum || old.maximum,
    warn: wanted.warn || old.warn,
    inactive: wanted.inactive || old.inactive,
    expire: wanted.expire || old.expire,
    reserved: wanted.reserved || old.reserved,
  }
}

/** The line as it stands in the file. */
export function shadowLine(entry: ShadowEntry) {
  return recordLine([
    ['the user name', entry.name],
    ['the password', entry.password],
    ['the day of the last change', entry.lastChanged],
    ['the minimum age', entry.minimum],
    ['the maximum age', entry.maximum],
    ['the warning period', entry.warn],
    ['the inactivity period', entry.inactive],
    ['the expiration day', entry.expire],
    ['the reserved field', entry.reserved],
  ])
}
