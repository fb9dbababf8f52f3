import type {
  Node,
  NodeList,
  OperandNode,
  ParsedTemplate,
  PipeNode,
} from '../../core/template/syntax/nodes.ts'

/** Every operand of a template, also those inside parentheses and branches, as they stand. */
export function* operandsOf({ templates }: ParsedTemplate): Generator<OperandNode> {
  for (const nodes of templates.values()) yield* inList(nodes)
}

function* inList(nodes: NodeList): Generator<OperandNode> {
  for (const node of nodes) yield* inNode(node)
}

function* inNode(node: Node): Generator<OperandNode> {
  if (node.kind === 'text' || !('pipe' in node)) return
  if (node.pipe !== undefined) yield* inPipe(node.pipe)
  if (node.kind === 'action' || node.kind === 'template') return
  yield* inList(node.list)
  if (node.elseList !== undefined) yield* inList(node.elseList)
}

/** Every operand of a pipeline, also those inside parentheses. */
export function* inPipe({ commands }: PipeNode): Generator<OperandNode> {
  for (const { first, args } of commands) for (const operand of [first, ...args]) yield* inOperand(operand)
}

function* inOperand(operand: OperandNode): Generator<OperandNode> {
  yield operand
  if (operand.kind === 'pipe') yield* inPipe(operand)
  if (operand.kind === 'chain') yield* inOperand(operand.base)
}
