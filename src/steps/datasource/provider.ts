import type { Change, ChangeOutcome, Question, Reply } from '../../core/machine.ts'
import type { StepContext } from '../step.ts'

/** What a provider knows of this machine. */
export interface Found {
  /** Files of /run/config by their names: `hostname`, `instance_id`. */
  readonly values: Readonly<Record<string, string | Uint8Array>>
  /** The text of /run/config/ssh/authorized_keys. */
  readonly keys?: string | Uint8Array
  /** Undefined when there is none; it may be empty. */
  readonly userData?: Uint8Array
}

/** What came of asking a provider: what was found, or why it is not the one. */
export type Finding = Found | { readonly failure: string }

/** How a provider is asked: yields what it wants to be done, and ends with what it found. */
export type Search = AsyncGenerator<Change, Finding, ChangeOutcome>

/** A place where user data comes from. */
export interface Provider {
  readonly name: string
  /** Looks at what is on the machine itself, before anybody is asked. */
  discs?(context: ProviderContext): Search
  /** Asks, together with all others; undefined when there is nobody to be asked. */
  search?(context: ProviderContext): Search | undefined
}

/** What a provider may look at. */
export interface ProviderContext extends Pick<StepContext, 'now' | 'workFolder'> {
  /** The `path` of the step. */
  readonly path: string
}

/** Milliseconds for one request: yip's limit, too. */
export const REQUEST_TIME = 2000

/** In bytes. Clouds allow far less. */
export const SIZE_LIMIT = 16 * 1024 * 1024

/** Sends questions at once; with no replies when nobody can be asked. */
export async function* ask(
  questions: readonly Question[],
): AsyncGenerator<Change, readonly Reply[], ChangeOutcome> {
  if (questions.length === 0) return []
  const outcome = yield { kind: 'ask', questions, timeout: REQUEST_TIME, limit: SIZE_LIMIT }
  return (outcome.ok && outcome.replies) || []
}

/** The body of an answer that is a success; no status but 200 is one. */
export function bodyOf(reply: Reply | undefined): Uint8Array | undefined {
  return reply && 'response' in reply && reply.response.status === 200 ? reply.response.body : undefined
}

/** Why there is no {@link bodyOf} an answer. */
export function failureOf(reply: Reply | undefined): string {
  if (reply === undefined) return 'it was not asked'
  if ('error' in reply) return reply.error.message
  const { url, status } = reply.response
  return `${url.replace(/\?.*/s, '')}: the server answers with status ${status}`
}
