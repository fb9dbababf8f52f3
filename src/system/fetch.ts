import { type Fetch, MachineError, type Response } from '../core/machine.ts'
import { IncomingFile } from './incoming-file.ts'
import { parseAddress } from './network/address.ts'
import { DigestCheck, isSameFile, requireSame } from './network/digests.ts'
import { NetworkError } from './network/network-error.ts'
import { type Answer, type Receiver, type Request, request } from './network/request.ts'
import { isBusy, pauseBefore } from './network/retry.ts'
import type { SafePaths } from './safe-paths.ts'

/** What a fetch needs from outside. */
export interface FetchSurroundings {
  /** For proxies and certificates. */
  readonly environment: Request['environment']
  readonly paths: SafePaths
  readonly umask: number
}

/** Without a limit of its own a body that is kept in memory may have this many bytes. */
const MEMORY_LIMIT = 256 * 1024 * 1024

/**
 * Does what a {@link Fetch} asks for and gives the answer, whatever its status. A file is only made, or replaced,
 * when the status is 2xx, all of it has come and it is what it has to be. Throws a MachineError when no answer comes,
 * or it breaks off.
 */
export async function fetchChange(change: Fetch, surroundings: FetchSurroundings): Promise<Response> {
  const { tries = 1, retry = 'no-answer', timeout = 0 } = change
  const end = timeout > 0 ? Date.now() + timeout : Number.POSITIVE_INFINITY
  for (let next = 2; ; next++) {
    // Busy servers share one deadline between all tries; elsewhere each try has its own.
    const left = retry === 'busy' && timeout > 0 ? Math.max(1, end - Date.now()) : timeout
    const attempt = new Attempt(change, left, surroundings)
    const ended = await attempt.run().then(
      (response) => ({ response }),
      (error: unknown) => ({ error }),
    )
    const retryAfter = 'response' in ended ? ended.response.headers['retry-after'] : undefined
    const pause = pauseBefore(next, retry, { retryAfter, now: Date.now(), chance: Math.random() })
    const isOver = next > tries || !isWorthAnother(ended, attempt, retry)
    if (isOver || (retry === 'busy' && Date.now() + pause >= end)) {
      if ('error' in ended) throw ended.error
      return ended.response
    }
    await new Promise((resolve) => setTimeout(resolve, pause))
  }
}

/** Failures that another try would repeat: the address, the digest, the size, the disk. */
const lastingCodes: ReadonlySet<string | undefined> = new Set([
  'EINVAL',
  'EBADMSG',
  'EFBIG',
  'ENOSPC',
  'EDQUOT',
])

function isWorthAnother(
  ended: { readonly response: Response } | { readonly error: unknown },
  attempt: Attempt,
  retry: 'no-answer' | 'busy',
): boolean {
  if ('response' in ended) return retry === 'busy' && isBusy(ended.response.status)
  const { error } = ended
  // What does not come from the network has another try only before the answer, as ever.
  const isLasting = error instanceof MachineError && lastingCodes.has(error.code)
  return !isLasting && (retry === 'busy' ? isFromNetwork(error) : !attempt.isAnswered)
}

/** Certificates and redirects stay as they are; all else of the network may be better later. */
function isFromNetwork(error: unknown): boolean {
  return error instanceof NetworkError && error.mayPass
}

/** Whether the file is there already, by its digests; without digests nobody can say. */
export async function isFetched({ path, digests = [] }: Fetch, paths: SafePaths): Promise<boolean> {
  if (path === undefined || digests.length === 0) return false
  return isSameFile(paths.target(path), digests)
}

/** The body of an address. Throws a MachineError also for a status but 2xx. */
export async function fetchBytes(
  url: string,
  { limit, environment }: { readonly limit: number; readonly environment: Request['environment'] },
): Promise<Uint8Array> {
  const body = new Body(url, limit)
  const asked = { url, method: 'GET', headers: {}, timeout: 0, environment } as const
  await request(asked, (answer) => {
    if (answer.status >= 400) throw statusError(url, answer.status)
    return body.receive
  })
  return body.bytes
}

/** What a status that is no success means for people. */
export function statusError(url: string, status: number): MachineError {
  return new MachineError(`${parseAddress(url).shown}: the server answers with status ${status}`)
}

class Attempt {
  isAnswered = false
  readonly #change: Fetch
  readonly #timeout: number
  readonly #surroundings: FetchSurroundings

  constructor(change: Fetch, timeout: number, surroundings: FetchSurroundings) {
    this.#change = change
    this.#timeout = timeout
    this.#surroundings = surroundings
  }

  async run(): Promise<Response> {
    const { url, path, method = 'GET', headers = {}, limit, digests = [], authorities } = this.#change
    const { environment } = this.#surroundings
    const body = new Body(url, limit ?? MEMORY_LIMIT)
    const check = new DigestCheck(digests)
    let file: IncomingFile | undefined
    let answer: Answer | undefined
    try {
      await request({ url, method, headers, timeout: this.#timeout, environment, authorities }, (head) => {
        this.isAnswered = true
        answer = head
        const isWanted = method === 'GET' && isSuccess(head.status)
        if (isWanted) requireLength(url, head, limit)
        if (path === undefined || !isWanted) return isWanted ? checked(body.receive, check) : body.receive
        file = IncomingFile.open(path, this.#surroundings.paths)
        return checked(limited(file, url, limit), check)
      })
      if (answer && method === 'GET' && isSuccess(answer.status)) requireSame(check, parseAddress(url).shown)
      file?.commit(this.#attributes(), lastModified(answer))
    } finally {
      file?.discard()
    }
    if (answer === undefined) throw new MachineError(`${parseAddress(url).shown}: no answer`)
    return { ...answer, body: body.bytes }
  }

  #attributes() {
    const { mode, uid, gid } = this.#change
    return { mode, newMode: 0o666 & ~this.#surroundings.umask, uid, gid }
  }
}

/** Whether a status says that what was asked for is in the body. */
export function isSuccess(status: number): boolean {
  return status >= 200 && status < 300
}

/** A body in memory. */
class Body {
  readonly #parts: Uint8Array[] = []
  readonly receive: Receiver

  constructor(url: string, limit: number) {
    this.receive = counted(url, limit, (part) => {
      this.#parts.push(part)
    })
  }

  get bytes(): Uint8Array {
    return Buffer.concat(this.#parts)
  }
}

function limited(file: IncomingFile, url: string, limit: number | undefined): Receiver {
  const write: Receiver = (part) => file.write(part)
  return limit === undefined ? write : counted(url, limit, write)
}

function checked(receive: Receiver, check: DigestCheck): Receiver {
  return (part) => {
    check.take(part)
    return receive(part)
  }
}

/** What says itself that it is too large need not be fetched. */
function requireLength(url: string, { headers }: Answer, limit: number | undefined): void {
  if (limit !== undefined && Number(headers['content-length'] ?? 0) > limit) throw tooLarge(url, limit)
}

function tooLarge(url: string, limit: number): MachineError {
  return new MachineError(`${parseAddress(url).shown}: it is larger than ${limit} bytes`, 'EFBIG')
}

function counted(url: string, limit: number, take: Receiver): Receiver {
  let length = 0
  return (part) => {
    length += part.length
    if (length > limit) throw tooLarge(url, limit)
    return take(part)
  }
}

function lastModified(answer: Answer | undefined): Date | undefined {
  const time = new Date(answer?.headers['last-modified'] ?? '')
  return Number.isNaN(time.getTime()) ? undefined : time
}
