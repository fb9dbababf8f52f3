/**
 * For programs in Node: whether a value is what .cos-config.yaml may hold, without a schema library; `errors` says
 * why not. Compiled from its schema by ajv, for rules of any name.
 */
declare const validate: {
  (data: unknown): boolean
  errors:
    | readonly { readonly instancePath: string; readonly message?: string; readonly params: object }[]
    | null
}
export default validate
