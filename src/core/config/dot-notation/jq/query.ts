/** A parsed jq expression: the part of the language in which values are set by their path. */
export type Query =
  | { readonly kind: 'identity' }
  | { readonly kind: 'recurse' }
  | { readonly kind: 'index'; readonly of: Query; readonly key: Query }
  | { readonly kind: 'iterate'; readonly of: Query }
  | { readonly kind: 'optional'; readonly of: Query }
  | { readonly kind: 'literal'; readonly value: Value }
  | { readonly kind: 'text'; readonly parts: readonly (string | Query)[] }
  | { readonly kind: 'array'; readonly items: Query | undefined }
  | { readonly kind: 'object'; readonly fields: readonly (readonly [key: Query, value: Query])[] }
  | { readonly kind: 'negate'; readonly of: Query }
  | { readonly kind: 'pipe' | 'comma'; readonly left: Query; readonly right: Query }
  | { readonly kind: 'binary'; readonly sign: string; readonly left: Query; readonly right: Query }
  | { readonly kind: 'update'; readonly sign: string; readonly left: Query; readonly right: Query }

/** A JSON value. */
export type Value = string | number | boolean | null | Value[] | { [key: string]: Value }

/** What is no jq, or jq that is not understood here, or that fails when it runs. */
export class JqError extends Error {
  override readonly name = 'JqError'
}
