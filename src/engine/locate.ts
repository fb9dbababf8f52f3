import { locate } from '../core/config/load.ts'
import { stepShape } from '../steps/index.ts'
import type { LoadedFile } from './load.ts'
import type { Locator } from './part-log.ts'

/** Finds places in a file's text by their path in the decoded configuration. */
export function locatorFor({ file, bytes, dotNotation }: LoadedFile): Locator {
  return (path) => {
    const { line, column } = locate(bytes, { source: file, step: stepShape, dotNotation }, path)
    return { ...(line !== undefined && { line }), ...(column !== undefined && { column }) }
  }
}
