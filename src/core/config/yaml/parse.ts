import { compose, StructureError } from './compose.ts'
import type { YamlNode } from './node.ts'
import type { Flaw, ReadableText } from './reader.ts'
import { Scanner } from './scan/scanner.ts'
import { Skeleton } from './scan/skeleton.ts'
import { structureError } from './structure-error.ts'

/** The first document of a text; `root` is undefined when it is empty. */
export interface ParsedText {
  readonly root: YamlNode | undefined
  /** Where something else begins behind the document, which nothing reads. */
  readonly restAt: number | undefined
}

/**
 * Parses the first document of a text as Go's yaml.v3 does. Throws a YamlError. js-yaml parses the structure; what
 * it and Go read differently (scalars, tabs, comments, keys, document ends) is read before, by Go's rules.
 */
export function parseYaml({ text, flaw }: ReadableText): ParsedText {
  const scanner = new Scanner(text)
  const skeleton = scanned(scanner, flaw)
  try {
    return { root: skeleton.text === '' ? undefined : compose(skeleton), restAt: scanner.restAt }
  } catch (error) {
    throw error instanceof StructureError ? placed(error, text) : error
  }
}

/** What seems unfinished may only be cut off where the flaw is. */
function scanned(scanner: Scanner, flaw: Flaw | undefined): Skeleton {
  const isReached = () => flaw !== undefined && scanner.at.pos + readAhead > flaw.countsFrom
  try {
    const skeleton = scanner.scanFirstDocument()
    if (flaw === undefined || !isReached()) return skeleton
  } catch (error) {
    if (flaw === undefined || !isReached()) throw error
  }
  throw flaw.error
}

/** Characters that Go wants to see before it starts with a token. */
const readAhead = 4

/** js-yaml's place is one in the spelling; scanning the text again finds the one in the text. */
function placed({ cause, skeleton }: StructureError, text: string): Error {
  const again = new Scanner(text, true).scanFirstDocument()
  const place = (withText(again, skeleton.text) ?? again).origin(cause.mark?.position ?? 0)
  return structureError(cause, place)
}

/** A spelling, or the one of a deep part of it. */
function withText(skeleton: Skeleton, text: string): Skeleton | undefined {
  if (skeleton.text === text) return skeleton
  for (const leaf of skeleton.leaves) {
    const found = leaf instanceof Skeleton ? withText(leaf, text) : undefined
    if (found !== undefined) return found
  }
  return undefined
}
