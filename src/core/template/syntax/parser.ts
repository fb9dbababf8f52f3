import { TemplateError } from '../error.ts'
import { MAX_PARENTHESES } from '../limits.ts'
import { tokenize } from './lexer.ts'
import type {
  ChainNode,
  CommandNode,
  Node,
  NodeList,
  NumberNode,
  OperandNode,
  ParsedTemplate,
  PipeNode,
  TemplateNode,
} from './nodes.ts'
import { parseNumber } from './numbers.ts'
import { unquote } from './strings.ts'
import type { Token, TokenKind } from './tokens.ts'

/** The name of the text's own template, as yip gives it. */
export const ROOT = 'template'

/**
 * Parses a template as text/template does; throws a {@link TemplateError}.
 * `isFunction` tells which names may be called.
 */
export function parseTemplate(text: string, isFunction: (name: string) => boolean): ParsedTemplate {
  const templates = new Map<string, NodeList>()
  const functions = new Set<string>()
  const shared = { tokens: tokenize(text), next: 0, templates, functions, isFunction }
  new Parser(shared).parseText()
  return { templates, functions }
}

/** What the parsers of a text and of the templates in it have in common. */
interface Shared {
  readonly tokens: readonly Token[]
  next: number
  readonly templates: Map<string, NodeList>
  readonly functions: Set<string>
  readonly isFunction: (name: string) => boolean
}

/** How a list of nodes ends. */
type ListEnd = 'end' | 'else'

const beginsOperand: ReadonlySet<TokenKind> = new Set<TokenKind>([
  ...(['bool', 'char-constant', 'complex', 'dot', 'field', 'identifier'] as const),
  ...(['number', 'nil', 'raw-string', 'string', 'variable', 'left-paren'] as const),
])

/** Parses one template: the text, or the inside of a define or block, with variables of its own. */
class Parser {
  private readonly shared: Shared
  private variables: string[] = ['$']
  private ranges = 0
  private parentheses = 0

  constructor(shared: Shared) {
    this.shared = shared
  }

  parseText(): void {
    const nodes: Node[] = []
    for (;;) {
      const token = this.peek()
      if (token.kind === 'end-of-text') break
      const start = this.shared.next
      if (token.kind === 'left-delimiter') {
        this.take()
        if (this.takeSolid().kind === 'define') {
          new Parser(this.shared).parseDefinition()
          continue
        }
        this.shared.next = start
      }
      const node = this.textOrAction()
      if (typeof node === 'string') this.fail(`{{ ${node} }} has nothing to end here`, token.at)
      nodes.push(node)
    }
    this.add(ROOT, nodes, this.peek().at)
  }

  private parseDefinition(): void {
    const token = this.takeSolid()
    const name = this.templateName(token, 'define')
    this.expectRightDelimiter('define')
    this.add(name, this.listUntilEnd(token.at, 'define'), token.at)
  }

  /** A template that holds nothing but blanks never takes the place of another; two others must not meet. */
  private add(name: string, nodes: NodeList, at: number): void {
    const present = this.shared.templates.get(name)
    if (present === undefined || isEmpty(present)) this.shared.templates.set(name, nodes)
    else if (!isEmpty(nodes)) this.fail(`the template ${JSON.stringify(name)} is defined twice`, at)
  }

  /** Nodes up to {{ end }} or {{ else }}; `at` is what has to be ended. */
  private list(at: number, what: string): { nodes: NodeList; end: ListEnd } {
    const nodes: Node[] = []
    for (;;) {
      if (this.peekSolid().kind === 'end-of-text') this.fail(`{{ ${what} }} has no {{ end }}`, at)
      const node = this.textOrAction()
      if (typeof node === 'string') return { nodes, end: node }
      nodes.push(node)
    }
  }

  private listUntilEnd(at: number, what: string): NodeList {
    const { nodes, end } = this.list(at, what)
    if (end === 'else') this.failHere(`{{ else }} cannot stand in {{ ${what} }}`)
    return nodes
  }

  private textOrAction(): Node | ListEnd {
    const token = this.takeSolid()
    switch (token.kind) {
      case 'text':
        return { kind: 'text', text: token.text }
      case 'left-delimiter':
        return this.action()
      default:
        return this.unexpected(token, undefined)
    }
  }

  private action(): Node | ListEnd {
    const token = this.takeSolid()
    switch (token.kind) {
      case 'block':
        return this.block()
      case 'break':
      case 'continue':
        return this.jump(token.kind, token.at)
      case 'else':
        this.elseAction()
        return 'else'
      case 'end':
        this.expectRightDelimiter('end')
        return 'end'
      case 'if':
      case 'range':
      case 'with':
        return this.branch(token.kind, token.at)
      case 'template':
        return this.template()
    }
    this.shared.next--
    return { kind: 'action', at: token.at, pipe: this.pipeline('an action', 'right-delimiter') }
  }

  private jump(kind: 'break' | 'continue', at: number): Node {
    this.expectRightDelimiter(kind)
    if (this.ranges === 0) this.fail(`{{ ${kind} }} must stand inside {{ range }}`, at)
    return { kind, at }
  }

  private branch(kind: 'if' | 'range' | 'with', at: number): Node {
    const known = this.variables.length
    const pipe = this.pipeline(kind, 'right-delimiter')
    if (kind === 'range') this.ranges++
    const { nodes: list, end } = this.list(at, kind)
    if (kind === 'range') this.ranges--
    const elseList = end === 'else' ? this.elseList(kind, at) : undefined
    this.variables.length = known
    return { kind, at: pipe.at, pipe, list, elseList }
  }

  /** `{{ else if }}` in an if and `{{ else with }}` in a with share the {{ end }}. */
  private elseList(kind: 'if' | 'range' | 'with', at: number): NodeList {
    const next = this.peek()
    if (next.kind === kind && kind !== 'range') {
      this.take()
      return [this.branch(kind, next.at)]
    }
    const { nodes, end } = this.list(at, kind)
    if (end !== 'end') this.failHere(`{{ ${kind} }} has a second {{ else }}`)
    return nodes
  }

  private elseAction(): void {
    const next = this.peekSolid()
    if (next.kind !== 'if' && next.kind !== 'with') this.expectRightDelimiter('else')
  }

  private block(): TemplateNode {
    const token = this.takeSolid()
    const name = this.templateName(token, 'block')
    const pipe = this.pipeline('block', 'right-delimiter')
    const inner = new Parser(this.shared)
    inner.add(name, inner.listUntilEnd(token.at, 'block'), token.at)
    return { kind: 'template', at: token.at, name, pipe }
  }

  private template(): TemplateNode {
    const token = this.takeSolid()
    const name = this.templateName(token, 'template')
    if (this.takeSolid().kind === 'right-delimiter')
      return { kind: 'template', at: token.at, name, pipe: undefined }
    this.shared.next--
    return { kind: 'template', at: token.at, name, pipe: this.pipeline('template', 'right-delimiter') }
  }

  private templateName(token: Token, context: string): string {
    if (token.kind !== 'string' && token.kind !== 'raw-string')
      return this.unexpected(token, `{{ ${context} }}`)
    return this.unquoted(token)
  }

  private pipeline(context: string, end: 'right-delimiter' | 'right-paren'): PipeNode {
    const at = this.peekSolid().at
    const { variables, assigns } = this.declarations(context)
    const commands: CommandNode[] = []
    for (;;) {
      const token = this.takeSolid()
      if (token.kind === end) break
      if (!beginsOperand.has(token.kind)) this.unexpected(token, context)
      this.shared.next--
      commands.push(this.command())
    }
    if (commands.length === 0) this.fail(`a value is missing in ${context}`, at)
    for (const { first, at } of commands.slice(1)) {
      if (['literal', 'dot', 'nil', 'number'].includes(first.kind))
        this.fail('only a function can follow |', at)
    }
    return { kind: 'pipe', at, variables, assigns, commands }
  }

  /** `$x :=`, `$x =`, and for a range `$i, $x :=`. Anything else that starts with a variable is left as it is. */
  private declarations(context: string): { variables: string[]; assigns: boolean } {
    const variables: string[] = []
    for (;;) {
      const token = this.peekSolid()
      if (token.kind !== 'variable') return { variables, assigns: false }
      const start = this.shared.next
      this.take()
      const next = this.takeSolid()
      const separates = next.kind === 'char' && next.text === ','
      if (next.kind !== 'assign' && next.kind !== 'declare' && !separates) {
        this.shared.next = start
        return { variables, assigns: false }
      }
      variables.push(token.text)
      this.variables.push(token.text)
      if (!separates) return { variables, assigns: next.kind === 'assign' }
      if (context !== 'range' || variables.length > 1) this.fail('too many variables are declared', next.at)
      const after = this.peekSolid()
      if (!['variable', 'right-delimiter', 'right-paren'].includes(after.kind)) {
        this.fail('a range can declare variables only', after.at)
      }
    }
  }

  private command(): CommandNode {
    const at = this.peekSolid().at
    const operands: OperandNode[] = []
    for (;;) {
      this.peekSolid()
      const operand = this.operand()
      if (operand !== undefined) operands.push(operand)
      const token = this.take()
      if (token.kind === 'space') continue
      if (token.kind === 'right-delimiter' || token.kind === 'right-paren') this.shared.next--
      else if (token.kind !== 'pipe') this.unexpected(token, undefined)
      break
    }
    const [first, ...args] = operands
    if (first === undefined) this.failHere('a command is empty')
    return { at, first, args }
  }

  private operand(): OperandNode | undefined {
    const node = this.term()
    const field = this.peek()
    if (node === undefined || field.kind !== 'field') return node
    const path: string[] = []
    while (this.peek().kind === 'field') path.push(this.take().text.slice(1))
    switch (node.kind) {
      case 'field':
        return { kind: 'field', at: field.at, path: [...node.path, ...path] }
      case 'variable':
        return { kind: 'variable', at: field.at, name: node.name, path }
      case 'identifier':
      case 'pipe':
        return { kind: 'chain', at: field.at, base: node, path } satisfies ChainNode
      default:
        return this.fail(
          `a field cannot follow ${node.kind === 'literal' ? 'a constant' : node.kind}`,
          field.at,
        )
    }
  }

  private term(): OperandNode | undefined {
    const token = this.takeSolid()
    const { at, text } = token
    switch (token.kind) {
      case 'identifier':
        if (!this.shared.isFunction(text)) this.fail(`${text} is not a function`, at, { function: text })
        this.shared.functions.add(text)
        return { kind: 'identifier', at, name: text }
      case 'dot':
      case 'nil':
        return { kind: token.kind, at }
      case 'variable':
        if (!this.variables.includes(text)) this.fail(`${text} is not declared`, at, { variable: text })
        return { kind: 'variable', at, name: text, path: [] }
      case 'field':
        return { kind: 'field', at, path: [text.slice(1)] }
      case 'bool':
        return { kind: 'literal', at, value: text === 'true' }
      case 'char-constant':
      case 'complex':
      case 'number':
        return this.number(token, token.kind)
      case 'left-paren':
        return this.parenthesis(at)
      case 'string':
      case 'raw-string':
        return { kind: 'literal', at, value: this.unquoted(token) }
    }
    this.shared.next--
    return undefined
  }

  private parenthesis(at: number): PipeNode {
    if (this.parentheses >= MAX_PARENTHESES) this.fail('parentheses nest too deeply', at)
    this.parentheses++
    const pipe = this.pipeline('parentheses', 'right-paren')
    this.parentheses--
    return pipe
  }

  private number({ text, at }: Token, kind: 'number' | 'complex' | 'char-constant'): NumberNode {
    const values = parseNumber(text, kind)
    if (typeof values === 'string') return this.fail(`${text} ${values}`, at)
    return { kind: 'number', at, text, ...values }
  }

  private unquoted(token: Token): string {
    return unquote(token.text) ?? this.fail(`${token.text} holds a wrong escape`, token.at)
  }

  private expectRightDelimiter(context: string): void {
    const token = this.takeSolid()
    if (token.kind !== 'right-delimiter') this.unexpected(token, `{{ ${context} }}`)
  }

  /** The last token is given again and again. */
  private peek(): Token {
    const { tokens, next } = this.shared
    return tokens[Math.min(next, tokens.length - 1)] ?? { kind: 'end-of-text', text: '', at: 0 }
  }

  private take(): Token {
    const token = this.peek()
    this.shared.next++
    return token
  }

  private peekSolid(): Token {
    while (this.peek().kind === 'space') this.shared.next++
    return this.peek()
  }

  private takeSolid(): Token {
    this.peekSolid()
    return this.take()
  }

  private unexpected(token: Token, context: string | undefined): never {
    if (token.kind === 'error') this.fail(token.text, token.at)
    if (token.kind === 'end-of-text') this.fail('the text ends too early', token.at)
    const where = context === undefined ? 'here' : `in ${context}`
    this.fail(`${JSON.stringify(token.text)} cannot stand ${where}`, token.at)
  }

  private failHere(message: string): never {
    this.fail(message, this.peek().at)
  }

  private fail(
    message: string,
    at: number,
    unknown?: { readonly function?: string; readonly variable?: string },
  ): never {
    throw new TemplateError('parse', message, at, unknown)
  }
}

const blank = /^[\t\n\v\f\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]*$/

function isEmpty(nodes: NodeList): boolean {
  return nodes.every((node) => node.kind === 'text' && blank.test(node.text))
}
