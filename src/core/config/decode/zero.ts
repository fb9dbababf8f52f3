import type { Shape } from '../shape.ts'

export type Container = Record<string, unknown>

/** What Go has for a shape when nothing was given. */
export function zeroOf(shape: Shape): unknown {
  switch (shape.kind) {
    case 'text':
      return ''
    case 'flag':
      return false
    case 'list':
      return []
    case 'map':
    case 'record':
      return {}
    default:
      return 0
  }
}

/** Whether a field of a record is left out: it says no more than its absence. */
export function isLeftOut(value: unknown, shape: Shape): boolean {
  if (value === undefined || value === null) return true
  switch (shape.kind) {
    case 'list':
    case 'map':
      return false
    case 'record':
      return !shape.optional && isEmpty(value)
    case 'flag':
      return value === false
    default:
      return shape.optional === undefined && (value === '' || value === 0 || value === 0n)
  }
}

function isEmpty(value: unknown): boolean {
  if (typeof value === 'object') for (const _ in value) return false
  return true
}

/** Whether Go has a nil for the shape, which null sets. */
export function isNillable(shape: Shape): boolean {
  return shape.kind === 'list' || shape.kind === 'map' || (shape.kind === 'record' && shape.optional)
}

/** Sets a key of any name, also `__proto__`. */
export function setOwn(into: Container, name: string, value: unknown): void {
  if (name === '__proto__') {
    Object.defineProperty(into, name, { value, enumerable: true, configurable: true, writable: true })
  } else into[name] = value
}
