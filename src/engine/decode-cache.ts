import { fromBytes } from '../core/go-string.ts'
import { buildId } from '../version.ts'
import type { LoadedText } from './load.ts'

/** Name of the cache among the engine's own files. */
export const cacheName = 'decoded.json'

/** Texts larger than this together are not worth keeping. */
const sizeLimit = 16 * 1024 * 1024

/** How the cache file is read and written; the caller sees to owner and mode. */
export interface CacheStore {
  /** Content of the cache, or undefined when there is none or it cannot be trusted. */
  read(): string | undefined
  write(text: string): void
}

interface Entry {
  readonly text: string
  readonly loaded: LoadedText
}

/**
 * Decoded configuration of earlier stages of the same boot. An entry is used only when the file's text is the
 * same, byte for byte, so the result is never another one than without the cache; anything odd about the cache
 * and it is as if it was empty.
 */
export class DecodeCache {
  readonly #store: CacheStore
  readonly #known: Map<string, Entry>
  readonly #used = new Map<string, Entry>()
  #grown = false

  constructor(store: CacheStore) {
    this.#store = store
    this.#known = readEntries(store.read())
  }

  find(file: string, bytes: Uint8Array, dotNotation: boolean): LoadedText | undefined {
    const key = keyOf(file, dotNotation)
    const entry = this.#used.get(key) ?? this.#known.get(key)
    if (entry === undefined || entry.text !== fromBytes(bytes)) return undefined
    this.#used.set(key, entry)
    return entry.loaded
  }

  add(file: string, bytes: Uint8Array, dotNotation: boolean, loaded: LoadedText): void {
    this.#used.set(keyOf(file, dotNotation), { text: fromBytes(bytes), loaded })
    this.#grown = true
  }

  /** Writes the cache when this run learned something. */
  save(): void {
    if (!this.#grown) return
    const all = new Map([...this.#known, ...this.#used])
    const fits = [all, this.#used].find((kept) => sizeOf(kept) <= sizeLimit)
    if (!fits) return
    const entries = [...fits].map(jsonOf).filter((json) => json !== undefined)
    this.#store.write(`{"version":${JSON.stringify(formatVersion)},"entries":[${entries.join(',')}]}`)
  }
}

const formatVersion = `2 ${buildId}`

function keyOf(file: string, dotNotation: boolean): string {
  return `${dotNotation ? 'words' : 'yaml'} ${file}`
}

function sizeOf(entries: ReadonlyMap<string, Entry>): number {
  let size = 0
  for (const { text } of entries.values()) size += text.length
  return size
}

/** An entry as JSON; undefined for one with sizes past 2^53-1, which are bigints and are not worth a notation. */
function jsonOf(entry: readonly [string, Entry]): string | undefined {
  try {
    return JSON.stringify(entry)
  } catch {
    return undefined
  }
}

function readEntries(text: string | undefined): Map<string, Entry> {
  if (text === undefined) return new Map()
  try {
    const found: unknown = JSON.parse(text)
    if (!isCache(found) || found.version !== formatVersion) return new Map()
    return new Map(found.entries)
  } catch {
    return new Map()
  }
}

function isCache(found: unknown): found is { version: string; entries: [string, Entry][] } {
  if (typeof found !== 'object' || found === null) return false
  const { version: written, entries } = found as { version?: unknown; entries?: unknown }
  return typeof written === 'string' && Array.isArray(entries) && entries.every(isEntry)
}

function isEntry(entry: unknown): boolean {
  if (!Array.isArray(entry) || entry.length !== 2 || typeof entry[0] !== 'string') return false
  const { text, loaded } = (entry[1] ?? {}) as Partial<Entry>
  return typeof text === 'string' && isLoaded(loaded)
}

function isLoaded(loaded: unknown): boolean {
  if (typeof loaded !== 'object' || loaded === null) return false
  const { config, places, diagnostics, secrets } = loaded as Partial<LoadedText>
  if (typeof places !== 'object' || places === null || !Array.isArray(diagnostics)) return false
  if (!Array.isArray(secrets)) return false
  return config === undefined || (isRecord(config) && isRecord(config.stages) && areSteps(config.stages))
}

function areSteps(stages: object): boolean {
  return Object.values(stages).every((steps) => Array.isArray(steps) && steps.every(isRecord))
}

function isRecord(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}
