import { sprint } from '../format/index.ts'
import { MAX_DEPTH, MAX_TEXT } from '../limits.ts'
import type { ActionNode, BranchNode, Node, NodeList, ParsedTemplate, TemplateNode } from '../syntax/nodes.ts'
import { ROOT } from '../syntax/parser.ts'
import { joinBytes } from '../syntax/strings.ts'
import { isTrue } from '../types.ts'
import { GoInt } from '../values.ts'
import { Evaluator, type Variable } from './expressions.ts'
import { type Callee, MISSING, type Operand } from './operand.ts'
import { printable } from './printable.ts'
import { type Turn, turnsOf } from './ranging.ts'
import { inWords } from './wording.ts'

/** Nodes that are being walked. */
interface ListFrame {
  readonly nodes: NodeList
  next: number
  readonly dot: Operand
  /** How many variables are left when it ends. */
  readonly keep: number
  /** Set for the nodes of a called template: the caller's variables. */
  readonly caller?: readonly Variable[]
}

/** A range between two turns. */
interface RangeFrame {
  readonly node: BranchNode
  readonly turns: Iterator<Turn>
  /** How many variables are left after a turn, and after the range. */
  readonly inside: number
  readonly keep: number
}

type Frame = ListFrame | RangeFrame

/**
 * Runs a parsed template over the dot and gives its text; throws a TemplateError. Statements are kept on a stack
 * of its own, so that templates may call each other as deeply as in Go.
 */
export function execute(
  parsed: ParsedTemplate,
  dot: Operand,
  find: (name: string) => Callee | undefined,
): string {
  return new Execution(parsed, find).run(dot)
}

class Execution {
  private readonly parsed: ParsedTemplate
  private readonly evaluator: Evaluator
  private readonly frames: Frame[] = []
  private depth = 0
  private out = ''

  constructor(parsed: ParsedTemplate, find: (name: string) => Callee | undefined) {
    this.parsed = parsed
    this.evaluator = new Evaluator(find)
  }

  run(dot: Operand): string {
    this.evaluator.variables = [{ name: '$', value: dot }]
    this.walk(this.parsed.templates.get(ROOT) ?? [], dot, 1)
    for (let frame = this.frames.at(-1); frame !== undefined; frame = this.frames.at(-1)) {
      this.evaluator.spend(1)
      if ('turns' in frame) this.turn(frame)
      else this.step(frame)
    }
    return joinBytes(this.out)
  }

  private walk(nodes: NodeList, dot: Operand, keep: number): void {
    this.frames.push({ nodes, next: 0, dot, keep })
  }

  private step(frame: ListFrame): void {
    const node = frame.nodes[frame.next++]
    if (node === undefined) this.leave()
    else this.statement(node, frame.dot)
  }

  /** Ends the innermost list or range. */
  private leave(): void {
    const frame = this.frames.pop()
    if (frame === undefined) return
    this.evaluator.variables.length = frame.keep
    if ('caller' in frame && frame.caller !== undefined) {
      this.evaluator.variables = [...frame.caller]
      this.depth--
    }
  }

  private statement(node: Node, dot: Operand): void {
    switch (node.kind) {
      case 'text':
        this.write(node.text)
        break
      case 'action':
        this.action(node, dot)
        break
      case 'if':
      case 'with':
        this.branch(node, dot)
        break
      case 'range':
        this.range(node, dot)
        break
      case 'template':
        this.call(node, dot)
        break
      case 'break':
      case 'continue':
        while (!this.atRange()) this.leave()
        if (node.kind === 'break') this.leave()
    }
  }

  private atRange(): boolean {
    const frame = this.frames.at(-1)
    return frame === undefined || 'turns' in frame
  }

  private action(node: ActionNode, dot: Operand): void {
    this.evaluator.moveTo(node.at)
    const value = this.evaluator.pipeline(dot, node.pipe)
    if (node.pipe.variables.length > 0) return
    this.evaluator.moveTo(node.at)
    const shown = printable(value)
    if (shown === undefined) this.evaluator.fail('a function cannot be printed')
    this.write(sprint([shown]))
  }

  private branch({ kind, pipe, list, elseList }: BranchNode, dot: Operand): void {
    const keep = this.evaluator.variables.length
    const value = this.evaluator.pipeline(dot, pipe)
    const holds = value !== MISSING && isTrue(value)
    if (holds) this.walk(list, kind === 'with' ? value : dot, keep)
    else this.walk(elseList ?? [], dot, keep)
  }

  private range(node: BranchNode, dot: Operand): void {
    const keep = this.evaluator.variables.length
    const value = this.evaluator.pipeline(dot, node.pipe)
    const turns = turnsOf(value)
    if (turns === undefined) this.evaluator.fail(`${inWords(value)} cannot be ranged over`)
    if (value instanceof GoInt && node.pipe.variables.length > 1) {
      this.evaluator.fail('a range over a number has one variable only')
    }
    const first = turns.next()
    if (first.done === true) {
      this.walk(node.elseList ?? [], dot, keep)
      return
    }
    const frame = { node, turns, inside: this.evaluator.variables.length, keep }
    this.frames.push(frame)
    this.begin(frame, first.value)
  }

  private turn(frame: RangeFrame): void {
    const next = frame.turns.next()
    if (next.done === true) this.leave()
    else this.begin(frame, next.value)
  }

  private begin({ node, inside }: RangeFrame, [index, element]: Turn): void {
    const { variables: names, assigns } = node.pipe
    const values: readonly Operand[] = names.length > 1 ? [index, element] : [element]
    for (const [i, name] of names.entries()) {
      const value = values[i] ?? null
      const declared = this.evaluator.variables[inside - names.length + i]
      if (assigns) this.evaluator.assign(name, value)
      else if (declared !== undefined) declared.value = value
    }
    this.walk(node.list, element, inside)
  }

  private call({ at, name, pipe }: TemplateNode, dot: Operand): void {
    this.evaluator.moveTo(at)
    const nodes = this.parsed.templates.get(name)
    if (nodes === undefined) this.evaluator.fail(`the template ${JSON.stringify(name)} is not defined`)
    if (this.depth === MAX_DEPTH) this.evaluator.fail('templates call each other too deeply')
    const inner = pipe === undefined ? MISSING : this.evaluator.pipeline(dot, pipe)
    const caller = this.evaluator.variables
    this.evaluator.variables = [{ name: '$', value: inner }]
    this.frames.push({ nodes, next: 0, dot: inner, keep: 1, caller })
    this.depth++
  }

  private write(text: string): void {
    if (this.out.length + text.length > MAX_TEXT) this.evaluator.fail('the text becomes too long')
    this.out += text
  }
}
