import { fromBytes } from '../go-string.ts'
import type { DataPath } from '../machine.ts'
import type { Diagnostic, Place } from '../report/diagnostic.ts'
import type { Config } from './config.ts'
import { type Finding, findingOf } from './decode/finding.ts'
import { Origins } from './decode/origins.ts'
import { setOwn } from './decode/zero.ts'
import { readDotNotation } from './dot-notation/read.ts'
import { type Reading, readConfig } from './reading.ts'
import type { RecordShape } from './shape.ts'
import { Positions } from './yaml/position.ts'
import { sizeError } from './yaml/reader.ts'

export type { Config, Step } from './config.ts'

/** What became of a text; plain data. */
export interface LoadedConfig {
  /** Left out when the text was rejected; the diagnostics say why. */
  readonly config?: Config
  /** Line and column of every step, by stage, in the order of `config.stages`. */
  readonly places: Readonly<Record<string, readonly (readonly [line: number, column: number])[]>>
  readonly cloudConfig: boolean
  readonly diagnostics: readonly Diagnostic[]
}

export interface LoadOptions {
  /** The text as the user knows it. */
  readonly source: string
  /** What a step may hold. */
  readonly step: RecordShape<unknown>
  /** The text is made of `path=value` words, as on a kernel command line. */
  readonly dotNotation?: boolean
}

/**
 * Decodes a text as yip does: YAML of Go's yaml.v3, a cloud-config, or dot notation. Never throws; what is wrong
 * is in the diagnostics.
 */
export function loadConfig(input: Uint8Array | string, options: LoadOptions): LoadedConfig {
  return loadedOf(read(input, options, 'steps'), options.source)
}

/** As {@link loadConfig}, together with the nodes and places it comes from; slower, for those who look closely. */
export function loadWithPlaces(
  input: Uint8Array | string,
  options: LoadOptions,
): { readonly loaded: LoadedConfig; readonly reading: Reading } {
  const reading = read(input, options, 'all')
  return { loaded: loadedOf(reading, options.source), reading }
}

function loadedOf(reading: Reading, source: string): LoadedConfig {
  const { config, cloudConfig, findings, text } = reading
  const positions = new Positions(text)
  const diagnostics = findings.map((finding) => diagnosticOf(finding, source, positions))
  if (config === undefined) return { places: {}, cloudConfig, diagnostics }
  return { config, places: placesOf(reading, config, positions), cloudConfig, diagnostics }
}

/**
 * The place of a value, by its path in the decoded configuration (`['stages', 'boot', 0, 'files', 2, 'mode']`), or
 * of the nearest value around it. Reads the text again, so it is for errors.
 */
export function locate(input: Uint8Array | string, options: LoadOptions, path: DataPath): Place {
  const { source } = options
  const { config, origins, text } = read(input, options, 'all')
  const offset = config && origins.find(config, path)?.offset
  if (offset === undefined) return { source }
  const [line, column] = new Positions(text).of(offset)
  return { source, line, column }
}

function read(input: Uint8Array | string, options: LoadOptions, places: 'all' | 'steps'): Reading {
  const tooLarge = sizeError(input.length)
  if (tooLarge !== undefined) return rejected(findingOf(tooLarge))
  const text = typeof input === 'string' ? input : fromBytes(input)
  return options.dotNotation
    ? readDotNotation(text, options.step, places)
    : readConfig(text, options.step, places)
}

function rejected(finding: Finding): Reading {
  return {
    config: undefined,
    cloudConfig: false,
    findings: [finding],
    origins: new Origins(),
    text: '',
    root: undefined,
  }
}

function placesOf({ origins }: Reading, { stages }: Config, positions: Positions): LoadedConfig['places'] {
  const places: Record<string, [number, number][]> = {}
  for (const stage of Object.keys(stages)) {
    const steps = stages[stage] ?? []
    setOwn(
      places,
      stage,
      steps.map((_, i) => positions.of(origins.of(steps, i) ?? 0)),
    )
  }
  return places
}

function diagnosticOf(finding: Finding, source: string, positions: Positions): Diagnostic {
  const { rule, severity, help, also } = finding
  const [line, column] = positions.of(Math.max(finding.offset, 0))
  const more = also === undefined ? '' : `; ${also.words} ${positions.of(also.offset).join(':')}`
  const message = finding.message + more
  return { rule, severity, message, ...(help !== undefined && { help }), place: { source, line, column } }
}
