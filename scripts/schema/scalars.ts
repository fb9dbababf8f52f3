import type { NumberShape } from '../../src/core/config/shape.ts'
import type { SchemaNode } from './json-schema.ts'

/**
 * Scalars as they reach a schema: editors read YAML 1.2, where `0644` is the number 644, `on` a text, and numbers
 * with underscores or in binary are texts, which the engine reads as numbers all the same.
 */
const decimal = '[0-9]+(?:_[0-9_]*)'
const prefixed = '0(?:[bB][01_]+|[oO][0-7]*_[0-7_]*|[xX][0-9a-fA-F]*_[0-9a-fA-F_]*)'

function number(least: number, most: number, sign: string): SchemaNode {
  return {
    anyOf: [
      { type: ['number', 'null'], minimum: least, maximum: most },
      { type: 'string', pattern: `^${sign}?(?:${decimal}|${prefixed})$` },
    ],
  }
}

type Scalar = 'text' | 'flag' | NumberShape['kind']

/** The definition of each kind of scalar; null leaves any of them empty. */
export const scalars: Readonly<Record<Scalar, SchemaNode>> = {
  text: {
    description: 'A text; numbers, switches and dates keep their spelling.',
    anyOf: [{ type: ['string', 'null'] }, { type: 'number' }, { type: 'boolean' }],
  },
  flag: {
    description: 'true or false; yes, no, on and off are understood as well.',
    anyOf: [
      { type: ['boolean', 'null'] },
      { type: 'string', pattern: '^(?:y|Y|yes|Yes|YES|on|On|ON|n|N|no|No|NO|off|Off|OFF)$' },
    ],
  },
  int: { description: 'A whole number.', ...number(-(2 ** 63), 2 ** 63, '[-+]') },
  uint32: {
    description: 'File permissions: an octal number with a leading zero, without quotes.',
    ...number(0, 2 ** 32 - 1, '\\+'),
  },
  uint64: { description: 'A whole number from 0.', ...number(0, 2 ** 64, '\\+') },
}

/** The name of each definition in `$defs`. */
export const scalarNames: Readonly<Record<Scalar, string>> = {
  text: 'text',
  flag: 'switch',
  int: 'integer',
  uint32: 'mode',
  uint64: 'size',
}
