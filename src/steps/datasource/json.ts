/** What a JSON text says; undefined when it is none. */
export function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** A list of texts; undefined for anything else. */
export function textsOf(value: unknown): readonly string[] | undefined {
  const isList = Array.isArray(value) && value.every((entry) => typeof entry === 'string')
  return isList ? value : undefined
}
