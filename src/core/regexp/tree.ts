import { type Node, RegexpError } from './syntax.ts'

/** Go's limits (regexp/syntax): levels of a tree, instructions of its program, copies by counted repetition. */
const maxHeight = 1000
const maxSize = (128 << 20) / 40
const maxCopies = 1000

export function literal(codes: readonly number[], fold: boolean): Node {
  return { kind: 'literal', codes, fold, height: 1 }
}

/** One after the other. Neighbouring characters become one literal, as in Go. */
export function sequence(parts: readonly Node[]): Node {
  const joined: Node[] = []
  let codes: number[] = []
  for (const part of parts) {
    const last = joined.at(-1)
    if (part.kind === 'literal' && last?.kind === 'literal' && last.fold === part.fold) {
      codes.push(...part.codes)
      joined[joined.length - 1] = literal(codes, part.fold)
      continue
    }
    codes = part.kind === 'literal' ? [...part.codes] : []
    joined.push(part)
  }
  if (joined.length === 0) return { kind: 'empty', height: 1 }
  return combined('sequence', joined)
}

/** One of several. */
export function choice(parts: readonly Node[]): Node {
  return combined('choice', parts)
}

function combined(kind: 'sequence' | 'choice', parts: readonly Node[]): Node {
  const [only] = parts
  if (parts.length === 1 && only !== undefined) return only
  let height = 0
  for (const part of parts) height = Math.max(height, part.height)
  return { kind, parts, height: height + 1 }
}

/** Throws when the tree is too deep. */
export function checkHeight(node: Node, pattern: string): void {
  if (node.height > maxHeight) throw new RegexpError('expression nests too deeply', shortened(pattern))
}

/** Throws when the program of the tree would be too large. */
export function checkSize(node: Node, pattern: string): void {
  if (sizeOf(node) > maxSize) throw new RegexpError('expression too large', shortened(pattern))
}

/** Whether a counted repetition, together with those inside, makes more than 1,000 copies of something. */
export function hasTooManyCopies(node: Node, allowed = maxCopies): boolean {
  switch (node.kind) {
    case 'repeat': {
      const copies = node.max === Number.POSITIVE_INFINITY ? node.min : node.max
      if (!node.counted) return hasTooManyCopies(node.part, allowed)
      if (node.max === 0) return false
      if (copies > allowed) return true
      return hasTooManyCopies(node.part, copies > 0 ? Math.floor(allowed / copies) : allowed)
    }
    case 'group':
      return hasTooManyCopies(node.part, allowed)
    case 'sequence':
    case 'choice':
      return node.parts.some((part) => hasTooManyCopies(part, allowed))
    default:
      return false
  }
}

function sizeOf(node: Node): number {
  switch (node.kind) {
    case 'literal':
      return node.codes.length
    case 'group':
      return 2 + sizeOf(node.part)
    case 'repeat': {
      const size = sizeOf(node.part)
      if (node.max === Number.POSITIVE_INFINITY) return node.min === 0 ? 2 + size : 1 + node.min * size
      return Math.max(1, node.max * size + node.max - node.min)
    }
    case 'sequence':
    case 'choice': {
      let size = node.kind === 'choice' ? node.parts.length - 1 : 0
      for (const part of node.parts) size += sizeOf(part)
      return size
    }
    default:
      return 1
  }
}

function shortened(pattern: string): string {
  return pattern.length > 60 ? `${pattern.slice(0, 60)}…` : pattern
}
