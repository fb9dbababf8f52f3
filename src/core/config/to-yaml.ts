import { compareBytes } from '../go-string.ts'
import { type Emitted, Entries, emit } from './to-yaml/emitter.ts'
import { compareKeys } from './to-yaml/key-order.ts'
import { configLayout, type Layout, type RecordLayout } from './to-yaml/yip-layout.ts'

/** A decoded configuration as YAML, byte for byte as yip's ToString writes it. */
export function toYaml(config: Readonly<Record<string, unknown>>): string {
  return emit(arranged(config, configLayout), 2)
}

/** Any value as YAML, byte for byte as Go's yaml.Marshal writes it. */
export function marshal(value: unknown): string {
  return emit(arranged(value, undefined), 4)
}

function arranged(value: unknown, layout: Layout | undefined): Emitted {
  if (Array.isArray(value)) return value.map((item) => arranged(item, itemOf(layout)))
  if (typeof value === 'object' && value !== null) {
    if (layout?.kind === 'record') return arrangedRecord(new Map(Object.entries(value)), layout)
    const pairs = Object.entries(value).sort(([a], [b]) => compareKeys(a, b) || compareBytes(a, b))
    return new Entries(pairs.map(([key, item]) => [key, arranged(item, itemOf(layout))]))
  }
  switch (typeof value) {
    case 'string':
    case 'number':
    case 'bigint':
    case 'boolean':
      return value
    default:
      return null
  }
}

function itemOf(layout: Layout | undefined): Layout | undefined {
  return layout?.kind === 'each' ? layout.item : undefined
}

/** Keys that yip does not have come last. */
function arrangedRecord(fields: ReadonlyMap<string, unknown>, layout: RecordLayout): Entries {
  const pairs: [string, Emitted][] = []
  for (const key of new Set([...layout.keys, ...fields.keys()])) {
    const value = fields.get(key) ?? layout.zeroes?.[key]
    if (value === undefined || (layout.zeroes === undefined && saysNothing(value, layout.nested[key])))
      continue
    pairs.push([key, arranged(value, layout.nested[key])])
  }
  return new Entries(pairs)
}

/** Go leaves out what is empty, structs all the way down; but not what is behind a pointer. */
function saysNothing(value: unknown, layout: Layout | undefined): boolean {
  if (value === '' || value === 0 || value === 0n || value === false) return true
  if (typeof value !== 'object' || value === null) return false
  if (layout?.kind !== 'record') return Object.keys(value).length === 0
  if (layout.isPointer) return false
  return Object.entries(value).every(([key, field]) => saysNothing(field, layout.nested[key]))
}
