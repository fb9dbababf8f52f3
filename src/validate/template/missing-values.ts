import { suggest } from '../../core/config/suggest.ts'
import type {
  Node,
  NodeList,
  OperandNode,
  ParsedTemplate,
  PipeNode,
} from '../../core/template/syntax/nodes.ts'
import { ROOT } from '../../core/template/syntax/parser.ts'
import type { Data } from './data-tree.ts'

/** A path in a template that leads nowhere on any machine. */
export interface MissingValue {
  /** Where the name stands that is not there, without its dot; in UTF-16 units of the template. */
  readonly from: number
  readonly to: number
  /** What was asked for, as it is written: `.Values.os.nmae`. */
  readonly path: string
  /** What the name is looked for in. */
  readonly inside: Data['kind']
  /** The whole path with the names that were most likely meant. */
  readonly meant: string | undefined
  /** The template is prepared for nothing being there (`default`, `if`, `with`). */
  readonly isGuarded: boolean
}

/** Finds what a template asks for that its data never has. What functions give is not known, and left alone. */
export function missingValues({ templates }: ParsedTemplate, data: Data): readonly MissingValue[] {
  const walk = new Walk(data)
  for (const [name, nodes] of templates) walk.list(nodes, name === ROOT ? data : undefined)
  return walk.found
}

/** Functions that are used on what may not be there. */
const guards: ReadonlySet<string> = new Set([
  'default',
  'coalesce',
  'empty',
  'hasKey',
  'ternary',
  'dig',
  'get',
])

interface Name {
  readonly name: string
  /** Where its dot stands. */
  readonly at: number
}

class Walk {
  readonly found: MissingValue[] = []
  readonly #root: Data
  #variables = new Map<string, Data | undefined>()
  /** Paths that an enclosing `if` or `with` has asked for. */
  #asked: readonly string[] = []
  #isGuarded = false

  constructor(root: Data) {
    this.#root = root
  }

  list(nodes: NodeList, dot: Data | undefined): void {
    for (const node of nodes) this.#node(node, dot)
  }

  #node(node: Node, dot: Data | undefined): void {
    if (node.kind === 'text' || !('pipe' in node) || node.pipe === undefined) return
    if (node.kind === 'action' || node.kind === 'template') {
      this.#pipe(node.pipe, dot)
      return
    }
    const asked = this.#asked
    const isGuarded = this.#isGuarded
    this.#isGuarded ||= node.kind !== 'range'
    this.#asked = [...asked, ...pathsIn(node.pipe)]
    const value = this.#pipe(node.pipe, dot)
    this.#isGuarded = isGuarded
    if (node.kind === 'range') this.#declare(node.pipe, value?.kind === 'list' ? value.item : undefined)
    const item = value?.kind === 'list' ? value.item : undefined
    this.list(node.list, node.kind === 'if' ? dot : node.kind === 'with' ? value : item)
    this.#asked = asked
    this.list(node.elseList ?? [], dot)
  }

  #declare({ variables }: PipeNode, item: Data | undefined): void {
    const last = variables.at(-1)
    for (const name of variables) this.#variables.set(name, name === last ? item : undefined)
  }

  /** What a pipeline gives, where that is known: the value of a single path. */
  #pipe(pipe: PipeNode, dot: Data | undefined): Data | undefined {
    const isGuarded = this.#isGuarded
    this.#isGuarded ||= pipe.commands.some(
      ({ first }) => first.kind === 'identifier' && guards.has(first.name),
    )
    let value: Data | undefined
    for (const { first, args } of pipe.commands) {
      const [given, ...rest] = [first, ...args].map((operand) => this.#operand(operand, dot))
      value = args.length === 0 ? given : indexed(first, rest)
    }
    this.#isGuarded = isGuarded
    for (const name of pipe.variables) this.#variables.set(name, pipe.assigns ? undefined : value)
    return pipe.commands.length === 1 ? value : undefined
  }

  #operand(operand: OperandNode, dot: Data | undefined): Data | undefined {
    switch (operand.kind) {
      case 'dot':
        return dot
      case 'field':
        return this.#lookUp('', namesAt(operand.path, operand.at, operand.path.length > 1 ? 1 : 0), dot)
      case 'variable': {
        const value = operand.name === '$' ? this.#root : this.#variables.get(operand.name)
        return this.#lookUp(operand.name, namesAt(operand.path, operand.at, 0), value)
      }
      case 'pipe':
        return this.#pipe(operand, dot)
      case 'chain': {
        const base = operand.base.kind === 'identifier' ? undefined : this.#operand(operand.base, dot)
        return this.#lookUp('(...)', namesAt(operand.path, operand.at, 0), base)
      }
      default:
        return undefined
    }
  }

  #lookUp(start: string, names: readonly Name[], data: Data | undefined): Data | undefined {
    let value = data
    for (const [i, { name, at }] of names.entries()) {
      if (value === undefined) return undefined
      const next: Data | undefined =
        value.kind === 'record' && Object.hasOwn(value.fields, name) ? value.fields[name] : undefined
      if (next === undefined) {
        const path = [start, ...names.slice(0, i + 1).map((each) => each.name)].join('.')
        const isAsked = this.#asked.some((asked) => asked === path || asked.startsWith(`${path}.`))
        const meant = corrected(names, data)
        this.found.push({
          from: at + 1,
          to: at + 1 + name.length,
          path,
          inside: value.kind,
          meant: meant === undefined ? undefined : [start, ...meant].join('.'),
          isGuarded: this.#isGuarded || isAsked,
        })
        return undefined
      }
      value = next
    }
    return value
  }
}

/** `index LIST NUMBER` gives an item; of other functions nothing is known. */
function indexed(first: OperandNode, args: readonly (Data | undefined)[]): Data | undefined {
  const [list] = args
  const takesItem = first.kind === 'identifier' && ['index', 'first', 'last'].includes(first.name)
  return takesItem && list?.kind === 'list' ? list.item : undefined
}

/** The names of a path and where they stand, when `at` is where the dot of one of them does. */
function namesAt(path: readonly string[], at: number, index: number): readonly Name[] {
  let offset = at - path.slice(0, index).reduce((length, name) => length + name.length + 1, 0)
  return path.map((name) => {
    const placed = { name, at: offset }
    offset += name.length + 1
    return placed
  })
}

/** The path with each unknown name replaced by the one that is nearest; undefined when one has none. */
function corrected(names: readonly Name[], data: Data | undefined): readonly string[] | undefined {
  const meant: string[] = []
  let value = data
  for (const { name } of names) {
    if (value?.kind !== 'record') return undefined
    const known = Object.hasOwn(value.fields, name) ? name : suggest(name, Object.keys(value.fields))
    if (known === undefined) return undefined
    meant.push(known)
    value = value.fields[known]
  }
  return meant
}

/** What a condition asks for, as it is written. */
function pathsIn(pipe: PipeNode): readonly string[] {
  return pipe.commands.flatMap(({ first, args }) => [first, ...args].flatMap(writtenPath))
}

function writtenPath(operand: OperandNode): readonly string[] {
  if (operand.kind === 'field') return [['', ...operand.path].join('.')]
  if (operand.kind === 'variable') return [[operand.name, ...operand.path].join('.')]
  return operand.kind === 'pipe' ? pathsIn(operand) : []
}
