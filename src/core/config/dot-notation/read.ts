import type { Reading } from '../reading.ts'
import type { RecordShape } from '../shape.ts'

export function readDotNotation(
  _text: string,
  _step: RecordShape<unknown>,
  _places: 'all' | 'steps',
): Reading {
  throw new Error('not yet')
}
