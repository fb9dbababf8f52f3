import { type Fetch, MachineError, type Response } from '../core/machine.ts'
import { IncomingFile } from './incoming-file.ts'
import { parseAddress } from './network/address.ts'
import { type Answer, type Receiver, type Request, request } from './network/request.ts'
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

const PAUSE_BETWEEN_TRIES = 1000

/**
 * Does what a {@link Fetch} asks for and gives the answer, whatever its status. A file is only made, or replaced,
 * when the status is 2xx and all of it has come. Throws a MachineError when no answer comes or it breaks off.
 */
export async function fetchChange(change: Fetch, surroundings: FetchSurroundings): Promise<Response> {
  const { tries = 1 } = change
  for (let left = tries; ; left--) {
    const attempt = new Attempt(change, surroundings)
    try {
      return await attempt.run()
    } catch (error) {
      // An address that cannot be asked will not become better.
      const isFinal = attempt.isAnswered || (error instanceof MachineError && error.code === 'EINVAL')
      if (left <= 1 || isFinal) throw error
      await new Promise((resolve) => setTimeout(resolve, PAUSE_BETWEEN_TRIES))
    }
  }
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
  readonly #surroundings: FetchSurroundings

  constructor(change: Fetch, surroundings: FetchSurroundings) {
    this.#change = change
    this.#surroundings = surroundings
  }

  async run(): Promise<Response> {
    const { url, path, method = 'GET', headers = {}, timeout = 0, limit } = this.#change
    const { environment } = this.#surroundings
    const body = new Body(url, limit ?? MEMORY_LIMIT)
    let file: IncomingFile | undefined
    let answer: Answer | undefined
    try {
      await request({ url, method, headers, timeout, environment }, (head) => {
        this.isAnswered = true
        answer = head
        if (path === undefined || !isSuccess(head.status)) return body.receive
        file = IncomingFile.open(path, this.#surroundings.paths)
        return limited(file, url, limit)
      })
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

function counted(url: string, limit: number, take: Receiver): Receiver {
  let length = 0
  return (part) => {
    length += part.length
    if (length > limit)
      throw new MachineError(`${parseAddress(url).shown}: it is larger than ${limit} bytes`, 'EFBIG')
    return take(part)
  }
}

function lastModified(answer: Answer | undefined): Date | undefined {
  const time = new Date(answer?.headers['last-modified'] ?? '')
  return Number.isNaN(time.getTime()) ? undefined : time
}
