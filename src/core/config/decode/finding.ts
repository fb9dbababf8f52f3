import type { YamlNode } from '../yaml/node.ts'
import { YamlError } from '../yaml/yaml-error.ts'

/** Something wrong with a text; the offset becomes line and column later. */
export interface Finding {
  readonly rule: string
  readonly severity: 'error' | 'warning'
  readonly offset: number
  readonly message: string
  readonly help?: string
  /** What it is about, where that is a value or key of its own. */
  readonly node?: YamlNode
  /** The known word that was most likely meant. */
  readonly meant?: string
  /** Another place that belongs to it, such as the first of two equal keys. */
  readonly also?: { readonly words: string; readonly offset: number }
}

/** An error at which Go stops decoding, so that nothing of the text can be used. */
export class DecodeError extends Error {
  readonly finding: Finding
  constructor(finding: Finding) {
    super(finding.message)
    this.name = 'DecodeError'
    this.finding = finding
  }
}

/** The finding behind an error that ended the reading of a text; other errors are thrown on. */
export function findingOf(error: unknown): Finding {
  if (error instanceof DecodeError) return error.finding
  if (error instanceof YamlError) {
    const { rule, offset, message, help } = error
    return { rule, severity: 'error', offset, message, ...(help !== undefined && { help }) }
  }
  if (error instanceof RangeError) {
    const message = 'Values are nested, or merged into each other, too deeply'
    return { rule: 'yaml-depth', severity: 'error', offset: 0, message }
  }
  throw error
}
