import { fromBytes } from '../core/go-string.ts'
import type { Diagnostic } from '../core/report/diagnostic.ts'
import { readFoundFile, readGivenFile, unreadable } from './read-file.ts'
import type { SourceFile } from './source.ts'

/** What the kernel command line asks of a stage. */
export interface KernelCommandLine {
  /** Addresses, folders and files to read after the layers, in their order. */
  readonly sources: readonly string[]
  /** The whole line, which is a document in dot notation; undefined when it could not be read. */
  readonly document: SourceFile | undefined
  readonly diagnostics: readonly Diagnostic[]
}

/** Reads the kernel command line from a file of the host that was `given` by name, or lies where it always lies. */
export function readKernelCommandLine(file: string, given: boolean): KernelCommandLine {
  const content = given ? readGivenFile(file) : readFoundFile(file)
  if (content instanceof Uint8Array) {
    return { sources: setupSources(fromBytes(content)), document: { file, bytes: content }, diagnostics: [] }
  }
  return { sources: [], document: undefined, diagnostics: [unreadable(file, content)] }
}

/** Parameters that name a source: of cOS, of Elemental, of Kairos. */
const sourceParameters: ReadonlySet<string> = new Set(['cos.setup', 'elemental.setup', 'kairos.config_url'])

/** The sources that a kernel command line names, in its order. */
export function setupSources(line: string): readonly string[] {
  const sources: string[] = []
  for (const { name, value } of kernelParameters(line)) {
    if (sourceParameters.has(name) && value !== undefined && value !== '') sources.push(value)
  }
  return sources
}

/** One word of a kernel command line; `value` is all behind the first `=`, undefined without one. */
export interface KernelParameter {
  readonly name: string
  readonly value: string | undefined
}

/**
 * The words of a kernel command line as the kernel splits it (lib/cmdline.c): blanks separate, except between double
 * quotes; quotes around a whole word or around a value are taken off, others stay.
 */
export function kernelParameters(line: string): readonly KernelParameter[] {
  return [...line.matchAll(/(?:[^\s"]|"[^"]*(?:"|$))+/g)].map(([word]) => {
    const bare = word.startsWith('"') ? withoutQuotes(word) : word
    const equals = bare.indexOf('=')
    if (equals <= 0) return { name: bare, value: undefined }
    return { name: bare.slice(0, equals), value: withoutQuotes(bare.slice(equals + 1)) }
  })
}

function withoutQuotes(text: string): string {
  if (!text.startsWith('"')) return text
  return text.length > 1 && text.endsWith('"') ? text.slice(1, -1) : text.slice(1)
}
