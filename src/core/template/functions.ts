import type { GoFunction } from './values.ts'

/** What functions of a template may ask of the world around it; all of it comes in by this door. */
export interface Surroundings {
  /** Nanoseconds since 1970. */
  now(): bigint
  /** Bytes from a cryptographic source. */
  random(length: number): Uint8Array
  /** The process's environment. */
  readonly environment: Readonly<Record<string, string | undefined>>
  /** The local time zone: `UTC`, a name of the time zone database, or the absolute path of a zone file. */
  readonly timeZone: string
  /** A file of the time zone database (RFC 9636) by its absolute path; undefined when there is none. */
  zoneFile(path: string): Uint8Array | undefined
  /** Addresses of a host name; a name that is not found rejects. */
  addresses(host: string): Promise<readonly string[]>
}

/**
 * Functions beyond the built-in ones; where names meet, these win. Names are known at once, implementations are
 * loaded for those that a template really uses.
 */
export interface FunctionTable {
  has(name: string): boolean
  /** The functions behind `names`, each of which the table has. */
  load(names: readonly string[], surroundings: Surroundings): Promise<ReadonlyMap<string, GoFunction>>
}

/**
 * Thrown by a function whose answer has to be waited for. The template is rendered again from its start once the
 * promise has settled; by then the function must have its answer at hand (and keep it for this rendering).
 */
export class AnswerPending extends Error {
  readonly answer: Promise<unknown>
  constructor(answer: Promise<unknown>) {
    super('the answer is pending')
    this.answer = answer
  }
}
