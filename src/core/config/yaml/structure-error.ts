import type { YAMLException } from 'js-yaml'
import { YamlError, type YamlRule } from './yaml-error.ts'

/** What js-yaml finds wrong with a structure, in words for the user's text. */
export function structureError({ reason }: YAMLException, offset: number): YamlError {
  for (const [part, rule, message, help] of wordings) {
    if (reason.includes(part)) return new YamlError(rule, offset, message, help)
  }
  return new YamlError('yaml-syntax', offset, `This is not YAML here: ${reason}`)
}

const unaligned = 'The indentation fits nothing above'
const align = 'Align it with the keys or list entries it belongs to'
const ownerless = 'An anchor or tag stands where it belongs to nothing'

const wordings: readonly (readonly [part: string, rule: YamlRule, message: string, help: string])[] = [
  ['missed comma', 'yaml-bracket', 'A comma is missing between two entries', 'Add it, or quote the value'],
  ["but found ','", 'yaml-bracket', '`,` has no entry before it', 'Remove the comma'],
  ['within a flow collection', 'yaml-bracket', 'A bracket is never closed', 'Close it'],
  ['bad indentation', 'yaml-indentation', unaligned, align],
  ['end of the stream or a document', 'yaml-indentation', unaligned, align],
  ['multiline key', 'yaml-indentation', unaligned, align],
  ["expected ':'", 'yaml-syntax', 'The colon of a key is missing', 'Put a colon behind the key'],
  ['duplication of a tag', 'yaml-property', ownerless, 'Remove it'],
]
