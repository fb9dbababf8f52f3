/** A field with the word that people know it by. */
export type LabelledField = readonly [label: string, value: string]

/** A line for an account file, or why there can be none. */
export type RecordLine =
  | { readonly ok: true; readonly line: string }
  | { readonly ok: false; readonly reason: string }

/**
 * Joins fields to a line. Every line that is ever written goes through here: a colon would shift the fields
 * behind it, a line end would start another account. The value itself is not in the message; it may be a secret.
 */
export function recordLine(fields: readonly LabelledField[]): RecordLine {
  for (const [label, value] of fields) {
    const bad = firstUnwritable(value)
    if (bad !== undefined) return { ok: false, reason: `${label} must not hold ${bad}` }
  }
  return { ok: true, line: fields.map(([, value]) => value).join(':') }
}

function firstUnwritable(value: string): string | undefined {
  if (value.includes(':')) return 'a colon'
  if (value.includes('\n') || value.includes('\r')) return 'a line end'
  if (value.includes('\0')) return 'a zero byte'
  return undefined
}

/**
 * Why a new account or group cannot have this name, or undefined when it can. These are the names that useradd
 * refuses even when told to let bad ones pass: readers of the account files would see something else in them (a comment, a NIS
 * line, a list of members, a path).
 */
export function nameRefusal(name: string): string | undefined {
  const unwritable = firstUnwritable(name)
  if (unwritable !== undefined) return `a name must not hold ${unwritable}`
  if (name === '') return 'a name must not be empty'
  if (name.includes(',')) return 'a name must not hold a comma, which separates the members of a group'
  if (name.includes('/') || name === '.' || name === '..') return 'a name must not be a path'
  if (/^[+-]/.test(name)) return 'a name must not start with + or -, which marks a NIS line'
  if (/^[#\s]/.test(name)) return 'a name must not start with # or a blank'
  return undefined
}
