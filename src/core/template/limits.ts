import { GoFunctionError } from './values.ts'

/**
 * Bounds that Go does not have: a template runs at boot, as root, and must neither hang nor eat the memory. They
 * are far beyond what configuration needs.
 */

/** Longest text that a template or one of its functions may make, in UTF-16 units. */
export const MAX_TEXT = 2 ** 26

/** Most items that a function may put into a list. */
export const MAX_ITEMS = 2 ** 20

/**
 * Work that one rendering may do: a node costs one, a function's result a share of its size. Some seconds at most.
 */
export const MAX_WORK = 20_000_000

/** Templates that call templates: Go's own limit. */
export const MAX_DEPTH = 100_000

/** Parentheses in parentheses: Go's own limit. */
export const MAX_PARENTHESES = 10_000

/** Throws when a text of this length would be too long. Functions that multiply text ask before they do. */
export function checkText(length: number): void {
  if (length > MAX_TEXT) throw new GoFunctionError(`a text of ${length} characters is more than ${MAX_TEXT}`)
}

/** Throws when a list of this length would be too long. */
export function checkItems(length: number): void {
  if (length > MAX_ITEMS) throw new GoFunctionError(`a list of ${length} items is more than ${MAX_ITEMS}`)
}
