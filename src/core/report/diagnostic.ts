/** Where in a source something stands. Lines and columns count from 1, columns in code points. */
export interface Place {
  /** The source as the user knows it: a path, a URL, `<STDIN>`, `/proc/cmdline`. */
  readonly source: string
  readonly line?: number
  readonly column?: number
}

/** How bad it is: an error could not be applied, a warning was, but surely is not meant. */
export type Severity = 'error' | 'warning' | 'hint'

/** One finding about a text, as a value; printing it is somebody else's work. */
export interface Diagnostic {
  /** A stable name to search for, in kebab case: `unknown-key`. */
  readonly rule: string
  readonly severity: Severity
  /** What is wrong, in one sentence that starts with the user's word. */
  readonly message: string
  /** The next thing to do. */
  readonly help?: string
  readonly place: Place
}

/** `file:line:col` as editors and terminals make it clickable. */
export function formatPlace({ source, line, column }: Place): string {
  if (line === undefined) return source
  return column === undefined ? `${source}:${line}` : `${source}:${line}:${column}`
}
