import { ofCharacter } from './char-set.ts'
import type { Assertion, CodePointTest, Node } from './syntax.ts'

/**
 * One instruction of an automaton. `next` is the instruction that follows; a fork prefers `next` to `other`, which
 * is what makes one match better than another.
 */
export type Instruction =
  | { readonly kind: 'test'; readonly has: CodePointTest; next: number }
  | { readonly kind: 'assert'; readonly what: Assertion; next: number }
  | { readonly kind: 'fork'; next: number; other: number }
  | { readonly kind: 'save'; readonly slot: number; next: number }
  | { readonly kind: 'match' }

export interface Program {
  readonly instructions: readonly Instruction[]
  readonly start: number
}

/** Builds the automaton of a tree, back to front: each part is given the instruction that comes after it. */
export function assemble(tree: Node): Program {
  const instructions: Instruction[] = [{ kind: 'match' }]
  const add = (instruction: Instruction) => instructions.push(instruction) - 1

  const build = (node: Node, next: number): number => {
    switch (node.kind) {
      case 'empty':
        return next
      case 'literal': {
        let after = next
        for (const code of node.codes.toReversed()) {
          after = add({ kind: 'test', has: ofCharacter(code, node.fold), next: after })
        }
        return after
      }
      case 'set':
        return add({ kind: 'test', has: node.has, next })
      case 'assert':
        return add({ kind: 'assert', what: node.what, next })
      case 'sequence':
        return node.parts.reduceRight((after, part) => build(part, after), next)
      case 'choice':
        return node.parts
          .map((part) => build(part, next))
          .reduceRight((other, preferred) => add({ kind: 'fork', next: preferred, other }))
      case 'group': {
        const end = add({ kind: 'save', slot: 2 * node.index + 1, next })
        return add({ kind: 'save', slot: 2 * node.index, next: build(node.part, end) })
      }
      case 'repeat':
        return repeat(node, next)
    }
  }

  const fork = (preferred: number, other: number, greedy: boolean) =>
    add(greedy ? { kind: 'fork', next: preferred, other } : { kind: 'fork', next: other, other: preferred })

  /** x{2,4} is xx(x(x)?)?, x{2,} is xx+. An x that may be empty makes x* into (x+)?, so that an empty round ends it. */
  const repeat = ({ part, min, max, greedy }: Extract<Node, { kind: 'repeat' }>, next: number): number => {
    let after = next
    let copies = min
    if (max === Number.POSITIVE_INFINITY) {
      const { first, again } = loop(part, next, greedy)
      if (min === 0) return canBeEmpty(part) ? fork(first, next, greedy) : again
      after = first
      copies--
    } else {
      for (let extra = max; extra > min; extra--) after = fork(build(part, after), next, greedy)
    }
    for (; copies > 0; copies--) after = build(part, after)
    return after
  }

  /** The part, then a fork back to it: entered at `first` it is x+, at `again` it is x*. */
  const loop = (part: Node, next: number, greedy: boolean): { first: number; again: number } => {
    const back: Instruction = { kind: 'fork', next, other: next }
    const again = add(back)
    const first = build(part, again)
    if (greedy) back.next = first
    else back.other = first
    return { first, again }
  }

  return { start: build(tree, 0), instructions }
}

function canBeEmpty(node: Node): boolean {
  switch (node.kind) {
    case 'empty':
    case 'assert':
      return true
    case 'literal':
    case 'set':
      return false
    case 'group':
      return canBeEmpty(node.part)
    case 'repeat':
      return node.min === 0 || canBeEmpty(node.part)
    case 'sequence':
      return node.parts.every(canBeEmpty)
    case 'choice':
      return node.parts.some(canBeEmpty)
  }
}
