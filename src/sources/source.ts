import type { Diagnostic } from '../core/report/diagnostic.ts'

/** A configuration text and the name it goes by: its path, its URL, `<STDIN>`. */
export interface SourceFile {
  readonly file: string
  readonly bytes: Uint8Array
}

/** One source with all that could be read of it. What could not is a diagnostic; the rest stays. */
export interface ResolvedSource {
  readonly label: string
  readonly files: readonly SourceFile[]
  readonly diagnostics: readonly Diagnostic[]
  /** Why there is nothing to read, where that is no mistake: a default layer that does not exist. */
  readonly skipped?: string
}

/** Where a source is read from. */
export interface SourceAccess {
  /** The path on this host of a path inside the root; throws a MachineError. */
  host(path: string): string
  /** Body and status of a URL; throws a MachineError when there is no answer. */
  fetch(url: string): Promise<{ readonly status: number; readonly body: Uint8Array }>
}

/** Larger texts are refused: nobody writes them, and decoding them would not be bounded in time and memory. */
export const sizeLimit = 32 * 1024 * 1024

/** An error about a source as a whole, which has no line. */
export function sourceError(source: string, rule: string, message: string, help?: string): Diagnostic {
  return { rule, severity: 'error', message, ...(help !== undefined && { help }), place: { source } }
}
