import type { YamlNode } from '../../core/config/yaml/node.ts'
import type { Span } from '../rule.ts'

/** The stretch of a text that a node was read from, its quotes and brackets included; undefined of an empty scalar. */
export function tokenOf(text: string, node: YamlNode): Span | undefined {
  if (node.kind === 'scalar' || node.kind === 'alias') return leafToken(text, node)
  const start = node.bracket >= 0 ? node.bracket : node.offset
  if (start < 0) return undefined
  return { start, end: node.end >= 0 ? node.end : Math.max(lastEnd(text, node), start) }
}

/** The first token of a node: of a collection in block style its first scalar, in flow style its bracket. */
export function firstToken(text: string, node: YamlNode): Span | undefined {
  if (node.bracket >= 0) return { start: node.bracket, end: node.bracket + 1 }
  const [first] = node.content
  if (first === undefined) return leafToken(text, node)
  return firstToken(text, first) ?? (node.offset < 0 ? undefined : wordAt(text, node.offset))
}

/** What stands at a place up to the next blank, for want of a node. */
export function wordAt(text: string, offset: number): Span {
  const start = Math.min(Math.max(offset, 0), text.length)
  const [word = ''] = /^[^\s,[\]{}]*/.exec(text.slice(start, start + 200)) ?? []
  const end = start + (word.endsWith(':') && word.length > 1 ? word.length - 1 : word.length)
  return { start, end: Math.max(end, Math.min(start + 1, text.length)) }
}

function leafToken(text: string, { offset, end }: YamlNode): Span | undefined {
  if (offset < 0 || end < 0) return undefined
  let last = Math.min(end, text.length)
  while (last > offset && isSpace(text.charCodeAt(last - 1))) last--
  return { start: offset, end: last }
}

function lastEnd(text: string, { content }: YamlNode): number {
  for (let i = content.length - 1; i >= 0; i--) {
    const span = tokenOf(text, content[i] as YamlNode)
    if (span !== undefined) return span.end
  }
  return -1
}

/** Blanks and line ends of YAML 1.1. */
function isSpace(code: number): boolean {
  return (
    code === 32 ||
    code === 9 ||
    code === 10 ||
    code === 13 ||
    code === 0x85 ||
    code === 0x2028 ||
    code === 0x2029
  )
}
