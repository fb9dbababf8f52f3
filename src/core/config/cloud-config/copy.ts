import type { Origins } from '../decode/origins.ts'

/** Copies the named keys of a record under their other names, together with their places. */
export function copied(
  record: Readonly<Record<string, unknown>>,
  names: Readonly<Record<string, string>>,
  from: Origins,
  to: Origins,
): Record<string, unknown> {
  const copy: Record<string, unknown> = {}
  for (const [key, name] of Object.entries(names)) {
    const place = from.at(record, key)
    if (place !== undefined) to.note(copy, name, place)
    const value = record[key]
    if (value !== undefined) {
      copy[name] = value
      if (Array.isArray(value)) to.adopt(value, from)
    }
  }
  return copy
}
