import type { CheckResult } from '../diagnostic.ts'

/** How results can be printed. */
export const formatNames = ['text', 'json', 'sarif', 'github'] as const
export type FormatName = (typeof formatNames)[number]

export interface FormatOptions {
  readonly colours: boolean
  /** Only errors, and no summary. */
  readonly quiet: boolean
}

/** Turns a result into what is printed. */
export type Format = (result: CheckResult, options: FormatOptions) => string

const loaders: Readonly<Record<FormatName, () => Promise<Format>>> = {
  text: async () => (await import('./text.ts')).asText,
  json: async () => (await import('./json.ts')).asJson,
  sarif: async () => (await import('./sarif.ts')).asSarif,
  github: async () => (await import('./github.ts')).asGithub,
}

/** A format by its name; each is loaded only when it is asked for. */
export function formatNamed(name: FormatName): Promise<Format> {
  return loaders[name]()
}
