import type { Diagnostic } from '../core/report/diagnostic.ts'

/** A configuration text and the name it goes by: a path, an address or `<STDIN>`. */
export interface SourceFile {
  readonly file: string
  readonly bytes: Uint8Array
}

/** What one SOURCE argument, layer or kernel parameter leads to: its texts in order, and what could not be read. */
export interface ResolvedSource {
  /** The source as people know it. */
  readonly label: string
  readonly files: readonly SourceFile[]
  readonly diagnostics: readonly Diagnostic[]
  /** Why there is nothing to read, where that is no mistake: a default layer that does not exist. */
  readonly skipped?: string
}

/**
 * Gets what an http or https address leads to: redirects followed, TLS checked. Throws a MachineError when there is
 * no answer, its status is 400 or more (yip runs an error page that parses), or it is larger than `limit` bytes.
 */
export type FetchBytes = (url: string, limit: number) => Promise<Uint8Array>

/** Where sources are looked up. */
export interface SourceOptions {
  /** Paths are looked up below this directory and cannot leave it by links; default `/`. */
  readonly root?: string
  readonly fetch: FetchBytes
  /** The text is in dot notation, where a lone word is a document. */
  readonly dotNotation?: boolean
}

/** The name of a text that was given as such. */
export const textName = '<STDIN>'

/** In bytes. No configuration is that large; something else was named by mistake. */
export const sizeLimit = 32 * 1024 * 1024

/** An error about a source as a whole, which has no line. */
export function sourceError(source: string, rule: string, message: string, help?: string): Diagnostic {
  return { rule, severity: 'error', message, ...(help !== undefined && { help }), place: { source } }
}
