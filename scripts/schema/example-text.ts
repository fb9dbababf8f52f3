import type { Shape } from '../../src/core/config/shape.ts'

/** An example on one line of YAML, with modes in octal, as people write them. */
export function exampleText(value: unknown, shape: Shape): string {
  if (typeof value === 'number') return shape.kind === 'uint32' ? `0${value.toString(8)}` : String(value)
  if (Array.isArray(value)) {
    const item = shape.kind === 'list' ? shape.item : shape
    return `[${value.map((each) => exampleText(each, item)).join(', ')}]`
  }
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).map(
      ([key, each]) => `${key}: ${exampleText(each, under(shape, key))}`,
    )
    return `{${entries.join(', ')}}`
  }
  return typeof value === 'string' && /^[\w./][\w ./-]*$/.test(value) ? value : JSON.stringify(value)
}

/** Whether an example has a mode in it: JSON has no octal numbers, so there it would be told as 420. */
export function holdsMode(value: unknown, shape: Shape): boolean {
  if (typeof value === 'number') return shape.kind === 'uint32'
  if (Array.isArray(value))
    return value.some((each) => holdsMode(each, shape.kind === 'list' ? shape.item : shape))
  if (typeof value !== 'object' || value === null) return false
  return Object.entries(value).some(([key, each]) => holdsMode(each, under(shape, key)))
}

function under(shape: Shape, key: string): Shape {
  if (shape.kind === 'record') return shape.fields[key] ?? shape
  return shape.kind === 'map' ? shape.item : shape
}
