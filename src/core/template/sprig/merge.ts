/** Merging as the mergo package (1.0) does it through sprig, whose odd corners are kept. */
import { entriesOf, isNil, itemsOf, kindOf, typeOf } from '../types.ts'
import { GoMap, GoPointer, GoStruct, type GoValue, NIL_MAP } from '../values.ts'
import { isEmpty } from './emptiness.ts'
import { fail } from './parameters.ts'

/** Whether only what is missing or empty is filled, or everything overwritten. */
export type MergeMode = 'fill' | 'overwrite'

export const DIFFERENT_TYPES = 'src and dst must be of same type'

/** Merges a dict into another, which is changed; a nil one is replaced by a new one. */
export function merge(
  target: Map<string, GoValue>,
  source: Map<string, GoValue>,
  mode: MergeMode,
): Map<string, GoValue> {
  const merged = target === NIL_MAP && source !== NIL_MAP ? new Map<string, GoValue>() : target
  mergeMaps(merged, source, mode)
  return merged
}

function mergeMaps(target: GoValue, source: GoValue, mode: MergeMode): void {
  const into = entriesOf(target)
  const from = entriesOf(source)
  if (into === undefined || from === undefined || isNil(target)) return
  for (const [key, value] of [...from]) {
    const present = into.get(key)
    if (value === null) {
      if (mode === 'overwrite') assign(target, into, key, value, source)
      continue
    }
    mergeInside(present ?? null, value, mode)
    const isFull = present !== undefined && !isBlank(present)
    if (isFull && itemsOf(value) !== undefined) {
      if (mode === 'overwrite') assign(target, into, key, value, source)
    } else if (isFull && entriesOf(value) !== undefined && entriesOf(present) !== undefined) {
      // Merged already, inside.
    } else if (!isFull || mode === 'overwrite') {
      assign(target, into, key, value, source)
    }
  }
}

/** What two values under the same key do to each other before one of them is chosen. */
function mergeInside(present: GoValue, value: GoValue, mode: MergeMode): void {
  if (entriesOf(value) === undefined && !(value instanceof GoStruct) && !(value instanceof GoPointer)) return
  if (entriesOf(present) !== undefined) {
    mergeMaps(present, value, mode)
  } else if (present instanceof GoPointer && mode === 'fill' && !(value instanceof GoPointer)) {
    if (typeOf(present.target) !== typeOf(value)) fail(DIFFERENT_TYPES)
  } else if (present instanceof GoStruct && hasExportedFields(present) && !(value instanceof GoStruct)) {
    fail(`reflect: call of reflect.Value.Field on ${kindOf(value)} Value`)
  }
}

function hasExportedFields({ fields }: GoStruct): boolean {
  return fields.some(({ name }) => /^\p{Lu}/u.test(name))
}

/** As sprig's `empty`, but seen through pointers. */
function isBlank(value: GoValue): boolean {
  return value instanceof GoPointer ? isBlank(value.target) : isEmpty(value)
}

/** Values of an interface{} do not go into a typed map. */
function assign(
  target: GoValue,
  into: Map<string, GoValue>,
  key: string,
  value: GoValue,
  source: GoValue,
): void {
  if (target instanceof GoMap && !(source instanceof GoMap && source.type === target.type)) {
    fail('reflect.Value.SetMapIndex: value of type interface {} is not assignable to the type of the map')
  }
  into.set(key, value)
}
