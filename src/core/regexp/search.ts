import type { Instruction, Program } from './program.ts'
import type { Assertion } from './syntax.ts'

/** Where groups start and end in a match, in UTF-16 units: [start, end, start of group 1, ...]; -1 for none. */
export type Slots = readonly number[]

/**
 * Finds the leftmost match from `from` on, and of those the one that the pattern prefers, as Go does. Follows all
 * ways through the automaton at once, so the time is bounded by text times pattern. Without `slots` it ends at the
 * first proof of a match and gives an empty list.
 */
export function search(program: Program, text: string, from: number, slots: number): Slots | undefined {
  const { instructions, start } = program
  let current = new ThreadList(instructions)
  let following = new ThreadList(instructions)
  let best: Slots | undefined
  let before = codeBefore(text, from)
  for (let at = from; ; ) {
    const after = codeAt(text, at)
    if (best === undefined) current.add(start, slots > 0 ? opening(slots, at) : none, at, before, after)
    else if (current.size === 0) break
    const nextAt = at + (after > 0xffff ? 2 : 1)
    const afterNext = codeAt(text, nextAt)
    for (let i = 0; i < current.size; i++) {
      const instruction = instructions[current.indexes[i] as number] as Instruction
      const saved = current.saved[i] as Slots
      if (instruction.kind === 'match') {
        if (slots === 0) return none
        best = saved.with(1, at)
        // What comes behind in the list is less preferred.
        break
      }
      if (instruction.kind === 'test' && after !== nothing && instruction.has(after)) {
        following.add(instruction.next, saved, nextAt, after, afterNext)
      }
    }
    if (after === nothing) break
    before = after
    at = nextAt
    const done = current
    current = following
    following = done
    following.clear()
  }
  return best
}

const none: Slots = []
/** Stands for the missing character before the text and behind it. */
const nothing = -1

function opening(slots: number, at: number): Slots {
  const saved: number[] = new Array(slots).fill(-1)
  saved[0] = at
  return saved
}

/** The ways through the automaton that are open at one place of the text, most preferred first. */
class ThreadList {
  size = 0
  readonly indexes: Int32Array
  readonly saved: Slots[] = []
  readonly #instructions: readonly Instruction[]
  /** Round in which an instruction was last visited. */
  readonly #visited: Int32Array
  #round = 1
  readonly #stack: [number, Slots][] = []

  constructor(instructions: readonly Instruction[]) {
    this.#instructions = instructions
    this.indexes = new Int32Array(instructions.length)
    this.#visited = new Int32Array(instructions.length)
  }

  clear(): void {
    this.size = 0
    this.#round++
  }

  /** Adds an instruction and all that can be reached from it without reading a character. */
  add(index: number, saved: Slots, at: number, before: number, after: number): void {
    const stack = this.#stack
    stack.push([index, saved])
    for (let top = stack.pop(); top !== undefined; top = stack.pop()) {
      const [here, slots] = top
      if (this.#visited[here] === this.#round) continue
      this.#visited[here] = this.#round
      const instruction = this.#instructions[here] as Instruction
      switch (instruction.kind) {
        case 'fork':
          stack.push([instruction.other, slots], [instruction.next, slots])
          break
        case 'assert':
          if (holds(instruction.what, before, after)) stack.push([instruction.next, slots])
          break
        case 'save':
          stack.push([
            instruction.next,
            instruction.slot < slots.length ? slots.with(instruction.slot, at) : slots,
          ])
          break
        default:
          this.indexes[this.size] = here
          this.saved[this.size] = slots
          this.size++
      }
    }
  }
}

function holds(what: Assertion, before: number, after: number): boolean {
  switch (what) {
    case 'text-start':
      return before === nothing
    case 'text-end':
      return after === nothing
    case 'line-start':
      return before === nothing || before === 0x0a
    case 'line-end':
      return after === nothing || after === 0x0a
    case 'word-edge':
      return isWord(before) !== isWord(after)
    case 'no-word-edge':
      return isWord(before) === isWord(after)
  }
}

/** ASCII only, in Go. */
function isWord(code: number): boolean {
  return (
    (code >= 0x30 && code <= 0x39) ||
    (code >= 0x61 && code <= 0x7a) ||
    (code >= 0x41 && code <= 0x5a) ||
    code === 0x5f
  )
}

/** The code point at a place; a byte that is not UTF-8 (a lone surrogate) reads as U+FFFD, as in Go. */
function codeAt(text: string, at: number): number {
  const code = text.codePointAt(at)
  if (code === undefined) return nothing
  return code >= 0xd800 && code <= 0xdfff ? 0xfffd : code
}

function codeBefore(text: string, at: number): number {
  if (at === 0) return nothing
  const pair = at > 1 ? codeAt(text, at - 2) : nothing
  return pair > 0xffff ? pair : codeAt(text, at - 1)
}
