import type { Finding } from '../core/config/decode/finding.ts'
import type { Origin } from '../core/config/decode/origins.ts'
import { type LoadedConfig, loadWithPlaces } from '../core/config/load.ts'
import type { Reading } from '../core/config/reading.ts'
import type { YamlNode } from '../core/config/yaml/node.ts'
import { stepShape } from '../steps/index.ts'
import { scalarPlaces } from './places/scalar-places.ts'
import { firstToken, tokenOf, wordAt } from './places/token.ts'
import type { CheckedFile, ConfigPath, Span } from './rule.ts'

/** Reads and decodes a file as boot does, and finds the places in it. `file` is its name to the user. */
export function checkedFile(file: string, bytes: Uint8Array | string): ReleasableFile {
  return new ReleasableFile(file, bytes)
}

/** A file whose syntax tree can be let go: should it be asked for again, the file is read again. */
export class ReleasableFile implements CheckedFile {
  readonly file: string
  readonly loaded: LoadedConfig
  readonly text: string
  readonly #bytes: Uint8Array | string
  #reading: Reading | undefined

  constructor(file: string, bytes: Uint8Array | string) {
    this.file = file
    this.#bytes = bytes
    const { loaded, reading } = loadWithPlaces(bytes, { source: file, step: stepShape })
    this.loaded = loaded
    this.text = reading.text
    this.#reading = reading
  }

  /** Lets go of the syntax tree and all places; over many files they would fill the memory. */
  release(): void {
    this.#reading = undefined
  }

  get root(): YamlNode | undefined {
    return this.#read().root
  }

  get findings(): readonly Finding[] {
    return this.#read().findings
  }

  value(path: ConfigPath): Span {
    const { text } = this
    const { value, key, offset } = this.#nearest(path).origin
    return (value && tokenOf(text, value)) ?? (key && tokenOf(text, key)) ?? wordAt(text, offset)
  }

  key(path: ConfigPath): Span {
    const { text } = this
    const { value, key, offset } = this.#nearest(path).origin
    return (key && tokenOf(text, key)) ?? (value && firstToken(text, value)) ?? wordAt(text, offset)
  }

  within(path: ConfigPath, from: number, to = from + 1): Span {
    const { text } = this
    const { origin, exact } = this.#nearest(path)
    const { value } = origin
    const token = value && tokenOf(text, value)
    const isText = exact && value?.kind === 'scalar' && value.tag !== '!!binary'
    const places = isText && token !== undefined ? scalarPlaces(text, token, value.value) : undefined
    return places?.span(from, to) ?? this.value(path)
  }

  #read(): Reading {
    this.#reading ??= loadWithPlaces(this.#bytes, { source: this.file, step: stepShape }).reading
    return this.#reading
  }

  /** Follows a path as far as places are known. */
  #nearest(path: ConfigPath): { readonly origin: Origin; readonly exact: boolean } {
    const { config, origins } = this.#read()
    let origin: Origin = nowhere
    let exact = false
    let at: unknown = config
    for (const key of path) {
      if (typeof at !== 'object' || at === null) return { origin, exact: false }
      const next = origins.at(at, key)
      exact = next !== undefined
      origin = next ?? origin
      at = Reflect.getOwnPropertyDescriptor(at, key)?.value
    }
    return { origin, exact }
  }
}

const nowhere: Origin = { offset: 0 }
