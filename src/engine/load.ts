import type { LoadedConfig } from '../core/config/load.ts'
import type { OrderInput } from '../core/order/order-steps.ts'
import type { Diagnostic } from '../core/report/diagnostic.ts'
import type { SourceReport } from '../core/report/stage-report.ts'
import type { ResolvedSource } from '../sources/source.ts'
import type { DecodeCache } from './decode-cache.ts'

/** What became of a text, with the values in it that must never be shown. */
export interface LoadedText extends LoadedConfig {
  readonly secrets: readonly string[]
}

/** A configuration file, or a text, that was read and understood. */
export interface LoadedFile {
  readonly file: string
  readonly bytes: Uint8Array
  readonly dotNotation: boolean
  readonly loaded: LoadedText & { readonly config: NonNullable<LoadedConfig['config']> }
}

/** One source after loading: what can be run of it, and what was wrong with the rest. */
export interface LoadedSource {
  readonly label: string
  readonly files: readonly LoadedFile[]
  readonly diagnostics: readonly Diagnostic[]
  readonly reports: readonly SourceReport[]
}

/**
 * Decodes all files of a source. A file that is broken is left out with its diagnostics; the others stay. The
 * YAML parser is loaded only when the cache does not know a text.
 */
export async function loadSource(
  source: ResolvedSource,
  dotNotation: boolean,
  cache: DecodeCache | undefined,
): Promise<LoadedSource> {
  const files: LoadedFile[] = []
  const diagnostics: Diagnostic[] = [...source.diagnostics]
  const reports: SourceReport[] = source.diagnostics.map((diagnostic) => ({
    source: diagnostic.place.source,
    outcome: 'failed',
    reason: diagnostic.message,
  }))
  if (source.skipped !== undefined) {
    reports.push({ source: source.label, outcome: 'skipped', reason: source.skipped })
  }
  for (const { file, bytes } of source.files) {
    const loaded = cache?.find(file, bytes, dotNotation) ?? (await decode(file, bytes, dotNotation, cache))
    diagnostics.push(...loaded.diagnostics)
    const { config } = loaded
    if (config === undefined) {
      reports.push({ source: file, outcome: 'failed', reason: loaded.diagnostics[0]?.message ?? 'broken' })
    } else {
      files.push({ file, bytes, dotNotation, loaded: { ...loaded, config } })
      reports.push({ source: file, outcome: 'read' })
    }
  }
  return { label: source.label, files, diagnostics, reports }
}

/** A loaded file as the order of steps looks at it. */
export function asOrderInput({ file, loaded }: LoadedFile): OrderInput {
  return { file, config: loaded.config, places: loaded.places }
}

async function decode(
  file: string,
  bytes: Uint8Array,
  dotNotation: boolean,
  cache: DecodeCache | undefined,
): Promise<LoadedText> {
  const [{ loadConfig }, { secretsIn }, { stepShape }] = await Promise.all([
    import('../core/config/load.ts'),
    import('../core/config/secrets.ts'),
    import('../steps/index.ts'),
  ])
  let loaded: LoadedText
  try {
    const decoded = loadConfig(bytes, { source: file, step: stepShape, dotNotation })
    const steps = Object.values(decoded.config?.stages ?? {}).flat()
    loaded = { ...decoded, secrets: steps.flatMap((step) => secretsIn(step, stepShape)) }
  } catch (error) {
    return defect(file, error)
  }
  cache?.add(file, bytes, dotNotation, loaded)
  return loaded
}

/** A defect of ours in one file must not keep the others from running. */
function defect(file: string, error: unknown): LoadedText {
  const message = `cannot be read because of a defect of cos-config: ${error instanceof Error ? error.stack : error}`
  const help = 'please report it, with the file'
  return {
    places: {},
    cloudConfig: false,
    secrets: [],
    diagnostics: [{ rule: 'defect', severity: 'error', message, help, place: { source: file } }],
  }
}
