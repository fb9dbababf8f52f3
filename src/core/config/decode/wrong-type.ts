import { mayHoldSecrets } from '../secrets.ts'
import type { Shape } from '../shape.ts'
import type { YamlNode } from '../yaml/node.ts'
import { resolve } from '../yaml/resolve.ts'
import type { Finding } from './finding.ts'
import { enumeration, subject } from './label.ts'

/** A value that is of another kind than the label's key takes. */
export function wrongType(node: YamlNode, shape: Shape, label: string, offset: number): Finding {
  const help = remedy(node, shape)
  const plural = label.endsWith('[]') || label.endsWith('{}')
  const wanted = expectations[shape.kind][plural ? 1 : 0]
  const message = `${subject(label)} ${wanted}, not ${found(node, mayHoldSecrets(shape))}`
  return { rule: 'wrong-type', severity: 'error', offset, node, message, ...(help !== undefined && { help }) }
}

const expectations: Readonly<Record<Shape['kind'], readonly [one: string, many: string]>> = {
  text: ['a text', 'texts'],
  flag: ['true or false', 'true or false'],
  int: ['a whole number', 'whole numbers'],
  uint32: ['an octal number such as 0644', 'octal numbers such as 0644'],
  uint64: ['a whole number from 0', 'whole numbers from 0'],
  list: ['a list', 'lists'],
  map: ['a map', 'maps'],
  record: ['a map', 'maps'],
}

function found(node: YamlNode, secret: boolean): string {
  if (node.kind === 'map') return 'a map'
  if (node.kind === 'list') return 'a list'
  const value = secret ? '' : ` \`${shortened(node.value)}\``
  switch (resolve(node.tag, node.value, node.offset).tag) {
    case '!!int':
    case '!!float':
      return `the number${value}`
    case '!!bool':
      return `the switch${value}`
    case '!!timestamp':
      return `the date${value}`
    default:
      return `the text${value}`
  }
}

function shortened(value: string): string {
  const line = value.split(/[\n\r]/, 1)[0] as string
  return line.length > 30 || line.length < value.length ? `${line.slice(0, 27)}...` : line
}

function remedy(node: YamlNode, shape: Shape): string | undefined {
  if (shape.kind === 'text' && node.kind === 'map') {
    return 'Put the text in quotes: a colon and a blank in it make a map of it, and so does a leading brace'
  }
  if (shape.kind === 'text' && node.kind === 'list')
    return 'Put the text in quotes if it should start with a bracket'
  if (shape.kind === 'list' && node.kind === 'scalar')
    return 'Write it as an entry of a list: [value], or - value'
  if (shape.kind === 'list' && node.kind === 'map') return 'Put a dash before the entry'
  if (node.kind !== 'scalar') return undefined
  if (shape.kind === 'record') return `Its keys are ${enumeration(Object.keys(shape.fields))}`
  const isNumber = shape.kind === 'int' || shape.kind === 'uint32' || shape.kind === 'uint64'
  if (isNumber && /^[-+]?[0-9][0-9_a-fA-FxXoO.]*$/.test(node.value)) {
    return node.tag === '!!str' ? 'Write the number without quotes' : 'Write a number that is in range'
  }
  if (shape.kind === 'flag') return 'Write true or false, without quotes'
  return undefined
}
