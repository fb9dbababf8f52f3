/** Whether a value is what .cos-config.yaml may hold; if not, `errors` says why. Compiled from its schema by ajv. */
declare const validate: {
  (data: unknown): boolean
  errors:
    | readonly { readonly instancePath: string; readonly message?: string; readonly params: object }[]
    | null
}
export default validate
