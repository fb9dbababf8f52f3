import { TemplateError } from '../error.ts'
import { MAX_TEXT, MAX_WORK } from '../limits.ts'
import {
  type ChainNode,
  type CommandNode,
  describe,
  type FieldNode,
  type IdentifierNode,
  type LiteralNode,
  type NilNode,
  type NumberNode,
  type OperandNode,
  type PipeNode,
  type VariableNode,
} from '../syntax/nodes.ts'
import { isTrue, itemsOf } from '../types.ts'
import { ANY, GoFunction, GoFunctionError, type GoType } from '../values.ts'
import { type Checked, checked, constantAs, nilAs, untyped } from './arguments.ts'
import { member } from './fields.ts'
import { type Callee, MISSING, type Operand, orNil, REFLECT_VALUE } from './operand.ts'

/** A variable; the last one of a name is the one that is meant. */
export interface Variable {
  readonly name: string
  value: Operand
}

/** Arguments of a call: those written behind it, and the value that a pipeline hands over. */
interface Arguments {
  readonly written: readonly OperandNode[]
  readonly piped: Operand | undefined
}

const none: Arguments = { written: [], piped: undefined }

/** Works out the values of expressions. Errors point to where text/template says they are. */
export class Evaluator {
  /** Those of the template that runs. */
  variables: Variable[] = []
  private readonly find: (name: string) => Callee | undefined
  private at = 0
  private work = 0

  /** `find` gives the functions that the template calls. */
  constructor(find: (name: string) => Callee | undefined) {
    this.find = find
  }

  /** The value of a pipeline; its variables are declared or set. */
  pipeline(dot: Operand, pipe: PipeNode): Operand {
    this.at = pipe.at
    let piped: Operand | undefined
    for (const command of pipe.commands) piped = this.command(dot, command, piped) ?? MISSING
    const value = piped ?? MISSING
    for (const name of pipe.variables) {
      if (pipe.assigns) this.assign(name, value)
      else this.variables.push({ name, value })
    }
    return value
  }

  /** Sets the variable of that name that was declared last. */
  assign(name: string, value: Operand): void {
    this.variable(name).value = value
  }

  /** Counts work done, so that no template runs for ever. */
  spend(amount: number): void {
    this.work += amount
    if (this.work > MAX_WORK) this.fail('the template does too much work')
  }

  /** Where errors from here on are. */
  moveTo(at: number): void {
    this.at = at
  }

  fail(message: string): never {
    throw new TemplateError('exec', message, this.at)
  }

  private variable(name: string): Variable {
    const found = this.variables.findLast((variable) => variable.name === name)
    return found ?? this.fail(`${name} has no value yet`)
  }

  private command(
    dot: Operand,
    { first, args: written, at }: CommandNode,
    piped: Operand | undefined,
  ): Operand {
    this.spend(1)
    const args: Arguments = { written, piped }
    switch (first.kind) {
      case 'field':
        return this.field(dot, first, args)
      case 'chain':
        return this.chain(dot, first, args)
      case 'variable':
        return this.variableField(dot, first, args)
      case 'identifier':
        return this.function(dot, first, at, args)
      case 'pipe':
        this.refuse(args, first)
        return this.pipeline(dot, first)
    }
    this.at = first.at
    this.refuse(args, first)
    switch (first.kind) {
      case 'dot':
        return dot
      case 'nil':
        return this.fail('nil is not a command')
      case 'literal':
        return first.value
      case 'number':
        return this.orFail(untyped(first), first.text)
    }
  }

  private refuse({ written, piped }: Arguments, node: OperandNode): void {
    if (written.length > 0 || piped !== undefined) this.fail(`${describe(node)} takes no arguments`)
  }

  private field(dot: Operand, node: FieldNode, args: Arguments): Operand {
    this.at = node.at
    return this.path(dot, dot, node, args)
  }

  private chain(dot: Operand, node: ChainNode, args: Arguments): Operand {
    this.at = node.at
    return this.path(dot, this.argument(dot, REFLECT_VALUE, node.base), node, args)
  }

  private variableField(dot: Operand, node: VariableNode, args: Arguments): Operand {
    this.at = node.at
    const { value } = this.variable(node.name)
    if (node.path.length > 0) return this.path(dot, value, node, args)
    this.refuse(args, node)
    return value
  }

  /** Follows field after field; the last one may be a method with arguments. */
  private path(
    dot: Operand,
    start: Operand,
    node: FieldNode | VariableNode | ChainNode,
    args: Arguments,
  ): Operand {
    let value = start
    for (const [i, name] of node.path.entries()) {
      const given = i === node.path.length - 1 ? args : none
      const found = member(value, name)
      if (found.is === 'error') return this.fail(`${upTo(node, i)} ${found.reason}`)
      if (found.is === 'method') value = this.call(dot, found.method, node.at, name, given)
      else {
        if (value !== MISSING) this.refuse(given, node)
        value = found.value
      }
    }
    return value
  }

  private function(dot: Operand, { name, at }: IdentifierNode, commandAt: number, args: Arguments): Operand {
    this.at = at
    const callee = this.find(name) ?? this.fail(`${name} is not a function`)
    return this.call(dot, callee, commandAt, name, args)
  }

  private call(dot: Operand, callee: Callee, at: number, name: string, args: Arguments): Operand {
    const { written, piped } = args
    this.checkSignature(callee, name, written.length + (piped === undefined ? 0 : 1))
    if (!(callee instanceof GoFunction) && (name === 'and' || name === 'or')) {
      return this.shortCircuit(dot, name === 'or', args)
    }
    const { params, variadic } = callee
    const typeAt = (i: number): GoType => params[variadic ? Math.min(i, params.length - 1) : i] ?? ANY
    const values = written.map((node, i) => this.argument(dot, typeAt(i), node))
    if (piped !== undefined)
      values.push(this.orFail(checked(piped, typeAt(values.length)), 'the value before |'))
    const result = this.run(callee, values, at, name)
    this.spend(costOf(result))
    if (typeof result === 'string' && result.length > MAX_TEXT) this.fail(`${name} makes too long a text`)
    return result
  }

  private checkSignature(callee: Callee, name: string, given: number): void {
    const wanted = callee.params.length - (callee.variadic ? 1 : 0)
    if (callee.variadic ? given < wanted : given !== wanted) {
      const count = `${callee.variadic ? 'at least ' : ''}${wanted} argument${wanted === 1 ? '' : 's'}`
      this.fail(`${name} wants ${count}, not ${given}`)
    }
    const results = callee instanceof GoFunction ? callee.results : undefined
    if (results !== undefined && results.length !== 1)
      this.fail(`${name} gives ${results.length} values, not 1`)
  }

  private run(callee: Callee, args: readonly Operand[], at: number, name: string): Operand {
    try {
      return callee instanceof GoFunction ? callee.call(args.map(orNil)) : callee.call(args)
    } catch (error) {
      // The engine's own bounds, of text length and stack, are RangeErrors.
      if (!(error instanceof GoFunctionError || error instanceof RangeError)) throw error
      this.at = at
      return this.fail(`${name} fails: ${error.message}`)
    }
  }

  /** and, or: the first value that decides, or the last; those behind it are not worked out. */
  private shortCircuit(dot: Operand, deciding: boolean, { written, piped }: Arguments): Operand {
    let value: Operand = MISSING
    for (const node of written) {
      value = this.argument(dot, REFLECT_VALUE, node)
      if ((value !== MISSING && isTrue(value)) === deciding) return value
    }
    return piped === undefined ? value : piped
  }

  /** An operand as an argument of the type. */
  private argument(dot: Operand, type: GoType, node: OperandNode): Operand {
    this.spend(1)
    this.at = node.at
    if (node.kind === 'nil') return this.orFail(nilAs(type), 'nil')
    if (node.kind === 'number' || node.kind === 'literal')
      return this.orFail(constantAs(node, type), describe(node))
    return this.orFail(checked(this.operand(dot, node), type), describe(node))
  }

  /** The value of anything but a constant, with no arguments. */
  private operand(dot: Operand, node: Exclude<OperandNode, NumberNode | LiteralNode | NilNode>): Operand {
    switch (node.kind) {
      case 'dot':
        return dot
      case 'field':
        return this.field(dot, node, none)
      case 'variable':
        return this.variableField(dot, node, none)
      case 'pipe':
        return this.pipeline(dot, node)
      case 'identifier':
        return this.function(dot, node, node.at, none)
      case 'chain':
        return this.chain(dot, node, none)
    }
  }

  private orFail(result: Checked, subject: string): Operand {
    return result.ok ? result.value : this.fail(`${subject} ${result.reason}`)
  }
}

/** The words for a node without its last fields. */
function upTo(node: FieldNode | VariableNode | ChainNode, fields: number): string {
  if (node.kind === 'field' && fields === 0) return 'the dot'
  return describe({ ...node, path: node.path.slice(0, fields) })
}

/** The share of a result's size that counts as work. */
function costOf(value: Operand): number {
  if (typeof value === 'string') return 1 + value.length / 256
  return 1 + (value === MISSING ? 0 : (itemsOf(value)?.length ?? 0) / 32)
}
