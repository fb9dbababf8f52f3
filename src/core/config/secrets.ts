import type { Shape } from './shape.ts'

/** All values in a decoded configuration whose shape marks them secret: passwords, private keys. */
export function secretsIn(value: unknown, shape: Shape): string[] {
  const found: string[] = []
  collect(value, shape, found)
  return found
}

const known = new WeakMap<Shape, boolean>()

/** Most step keys hold no secret at all, and their values need not be walked. */
export function mayHoldSecrets(shape: Shape): boolean {
  let answer = known.get(shape)
  if (answer === undefined) {
    if (shape.kind === 'list' || shape.kind === 'map') answer = mayHoldSecrets(shape.item)
    else if (shape.kind === 'record') answer = Object.values(shape.fields).some(mayHoldSecrets)
    else answer = shape.secret === true
    known.set(shape, answer)
  }
  return answer
}

function collect(value: unknown, shape: Shape, found: string[]): void {
  if (value === undefined || value === null || !mayHoldSecrets(shape)) return
  switch (shape.kind) {
    case 'text':
      if (typeof value === 'string') found.push(value)
      return
    case 'list':
      if (Array.isArray(value)) for (const item of value) collect(item, shape.item, found)
      return
    case 'map':
      if (typeof value === 'object') for (const item of Object.values(value)) collect(item, shape.item, found)
      return
    case 'record':
      if (typeof value !== 'object') return
      for (const [key, item] of Object.entries(value)) {
        const field = shape.fields[key]
        if (field) collect(item, field, found)
      }
      return
    default:
  }
}
