/** What a template is made of once it is parsed. `at` is the offset that errors at run time point to. */

interface At {
  readonly at: number
}

export interface TextNode {
  readonly kind: 'text'
  readonly text: string
}

/** A pipeline whose value is printed, unless it declares or assigns variables. */
export interface ActionNode extends At {
  readonly kind: 'action'
  readonly pipe: PipeNode
}

export interface BranchNode extends At {
  readonly kind: 'if' | 'with' | 'range'
  readonly pipe: PipeNode
  readonly list: NodeList
  readonly elseList: NodeList | undefined
}

export interface TemplateNode extends At {
  readonly kind: 'template'
  readonly name: string
  readonly pipe: PipeNode | undefined
}

export interface JumpNode extends At {
  readonly kind: 'break' | 'continue'
}

export type Node = TextNode | ActionNode | BranchNode | TemplateNode | JumpNode
export type NodeList = readonly Node[]

/** Commands joined by `|`; the last value goes to `variables`, if there are any. */
export interface PipeNode extends At {
  readonly kind: 'pipe'
  readonly variables: readonly string[]
  /** `=` instead of `:=`. */
  readonly assigns: boolean
  readonly commands: readonly CommandNode[]
}

/** An operand, or a function or method with its arguments behind it. */
export interface CommandNode extends At {
  readonly first: OperandNode
  readonly args: readonly OperandNode[]
}

/** A name that stands for a function. */
export interface IdentifierNode extends At {
  readonly kind: 'identifier'
  readonly name: string
}

/** `.a.b` (`path` a, b). */
export interface FieldNode extends At {
  readonly kind: 'field'
  readonly path: readonly string[]
}

/** `$x.a.b` (`name` $x, `path` a, b). */
export interface VariableNode extends At {
  readonly kind: 'variable'
  readonly name: string
  readonly path: readonly string[]
}

/** Fields of a parenthesised pipeline or of a function's result: `(f 1).a.b`. */
export interface ChainNode extends At {
  readonly kind: 'chain'
  readonly base: PipeNode | IdentifierNode | ChainNode
  readonly path: readonly string[]
}

/** A number under every type that can hold it, as Go's untyped constants are. */
export interface NumberNode extends At {
  readonly kind: 'number'
  readonly text: string
  readonly int?: bigint
  readonly uint?: bigint
  readonly float?: number
  readonly complex?: { readonly real: number; readonly imaginary: number }
}

export interface LiteralNode extends At {
  readonly kind: 'literal'
  readonly value: string | boolean
}

export interface DotNode extends At {
  readonly kind: 'dot'
}

export interface NilNode extends At {
  readonly kind: 'nil'
}

export type OperandNode =
  | IdentifierNode
  | FieldNode
  | VariableNode
  | ChainNode
  | PipeNode
  | NumberNode
  | LiteralNode
  | DotNode
  | NilNode

/** The templates of a text by name; the text itself is `template`, as yip calls it. */
export interface ParsedTemplate {
  readonly templates: ReadonlyMap<string, NodeList>
  /** Every function that is mentioned. */
  readonly functions: ReadonlySet<string>
}

/** The user's own words for an operand, for messages. */
export function describe(node: OperandNode): string {
  switch (node.kind) {
    case 'identifier':
      return node.name
    case 'field':
      return `.${node.path.join('.')}`
    case 'variable':
      return [node.name, ...node.path].join('.')
    case 'chain':
      return [describe(node.base), ...node.path].join('.')
    case 'pipe':
      return '(...)'
    case 'number':
      return node.text
    case 'literal':
      return JSON.stringify(node.value)
    case 'dot':
      return '.'
    case 'nil':
      return 'nil'
  }
}
