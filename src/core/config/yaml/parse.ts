import { compose, StructureError } from './compose.ts'
import type { YamlNode } from './node.ts'
import type { ReadableText } from './reader.ts'
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
export function parseYaml({ text, error }: ReadableText): ParsedText {
  const scanner = new Scanner(text)
  scanner.scanFirstDocument()
  if (error !== undefined && isReached(text, scanner.at.pos)) throw error
  const { skeleton, restAt } = scanner
  try {
    return { root: skeleton.text === '' ? undefined : compose(skeleton), restAt }
  } catch (error) {
    throw error instanceof StructureError ? placed(error, text) : error
  }
}

/** js-yaml's place is one in the spelling; scanning the text again finds the one in the text. */
function placed({ cause, skeleton }: StructureError, text: string): Error {
  const scanner = new Scanner(text, true)
  scanner.scanFirstDocument()
  const again = withText(scanner.skeleton, skeleton.text) ?? scanner.skeleton
  return structureError(cause, again.origin(cause.mark?.position ?? 0))
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

/** Go decodes its input in pieces of this many bytes; what is wrong in a piece counts when it is decoded at all. */
const piece = 512

function isReached(textBeforeError: string, stoppedAt: number): boolean {
  const errorAt = Buffer.byteLength(textBeforeError)
  const stop = Buffer.byteLength(textBeforeError.slice(0, stoppedAt))
  return Math.floor(errorAt / piece) <= Math.floor((stop + 4) / piece)
}
