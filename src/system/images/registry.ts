import { closeSync, rmSync } from 'node:fs'
import { fromBytes } from '../../core/go-string.ts'
import { type Blob, isDigest, manifestTypes } from '../../core/images/manifest.ts'
import { type ImageReference, isPlainRegistry } from '../../core/images/reference.ts'
import { MachineError } from '../../core/machine.ts'
import { writeAll } from '../in-place.ts'
import { type Answer, type Receiver, request } from '../network/request.ts'
import { credentialsFor } from './credentials.ts'
import { checkText, digestCheck, requireWhole } from './digest.ts'
import type { ImageSource, LocalBlob } from './image-source.ts'
import { openKept } from './kept-file.ts'
import { basicLogin, parseChallenge, tokenAddress, tokenIn } from './registry-login.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** Larger ones no registry takes. */
const largestManifest = 4 * 1024 * 1024

/** Statuses that may be better a moment later, and milliseconds to wait before each further try. */
const temporary = [408, 500, 502, 503, 504, 429]
const pauses = [300, 1000]

/** An image in a registry (OCI distribution specification). Layers are kept in `spool` while they are needed. */
export class RegistryImage implements ImageSource {
  readonly #reference: ImageReference
  readonly #environment: Environment
  readonly #spool: () => string
  readonly #base: string
  #authorization: string | undefined
  #isGreeted = false

  constructor(reference: ImageReference, environment: Environment, spool: () => string) {
    this.#reference = reference
    this.#environment = environment
    this.#spool = spool
    this.#base = `${isPlainRegistry(reference.registry) ? 'http' : 'https'}://${reference.registry}/v2/`
  }

  async manifest(digest?: string): Promise<string> {
    await this.#greet()
    const version = digest ?? this.#reference.version
    const bytes = await this.#get(`${this.#reference.repository}/manifests/${version}`, {
      accept: manifestTypes.join(', '),
    })
    if (isDigest(version)) checkText(bytes, version, `the manifest of ${this.#reference.text}`)
    return fromBytes(bytes)
  }

  async blob({ digest, size }: Blob): Promise<LocalBlob> {
    await this.#greet()
    const path = `${this.#spool()}/${digest.replace(':', '-')}`
    const release = () => rmSync(path, { force: true })
    try {
      await this.#patiently(() => this.#receive(digest, size, path))
    } catch (error) {
      release()
      throw error
    }
    return { path, release }
  }

  async #receive(digest: string, size: number, path: string): Promise<void> {
    const what = `layer ${digest.slice(0, 19)} of ${this.#reference.text}`
    const check = digestCheck(digest)
    const fd = openKept(path, 'again')
    let length = 0
    try {
      await this.#ask(`${this.#reference.repository}/blobs/${digest}`, {}, (part) => {
        length += part.length
        if (size >= 0 && length > size) throw new MachineError(`${what} is larger than its manifest says`)
        check.take(part)
        writeAll(fd, part)
      })
    } finally {
      closeSync(fd)
    }
    requireWhole(check, what)
  }

  /** Asks whether this is a registry, and logs in where it wants that. */
  async #greet(): Promise<void> {
    if (this.#isGreeted) return
    const { registry } = this.#reference
    const answer = await this.#patiently(() => this.#send(this.#base, {}, () => {}))
    if (answer.status === 401) await this.#logIn(answer)
    else if (answer.status !== 200)
      throw new MachineError(`${registry} is no registry: ${this.#base} answers with status ${answer.status}`)
    this.#isGreeted = true
  }

  async #logIn(answer: Answer): Promise<void> {
    const { registry, text } = this.#reference
    const challenge = parseChallenge(answer.headers['www-authenticate'] ?? '')
    const credentials = credentialsFor(registry, this.#environment)
    const login = credentials === undefined ? undefined : basicLogin(credentials)
    if (challenge === undefined)
      throw new MachineError(`${registry} wants a login of a kind that is not known`)
    if (challenge.kind === 'basic') {
      if (login === undefined)
        throw new MachineError(
          `${registry} wants a login: "docker login" or $DOCKER_CONFIG/config.json gives one`,
        )
      this.#authorization = login
      return
    }
    const address = tokenAddress(challenge, this.#reference)
    const parts: Uint8Array[] = []
    const { status } = await this.#patiently(() =>
      this.#send(address, login === undefined ? {} : { authorization: login }, inMemory(parts)),
    )
    const token = status === 200 ? tokenIn(fromBytes(Buffer.concat(parts))) : undefined
    if (token === undefined)
      throw new MachineError(`${new URL(address).origin} gives no token for ${text} (status ${status})`)
    this.#authorization = `Bearer ${token}`
  }

  async #get(path: string, headers: Readonly<Record<string, string>>): Promise<Uint8Array> {
    return this.#patiently(async () => {
      const parts: Uint8Array[] = []
      await this.#ask(path, headers, inMemory(parts))
      return Buffer.concat(parts)
    })
  }

  /** A GET of something of the image; a status but 200 is a failure. */
  async #ask(path: string, headers: Readonly<Record<string, string>>, receive: Receiver): Promise<void> {
    const authorization = this.#authorization
    const all = authorization === undefined ? headers : { ...headers, authorization }
    const { status } = await this.#send(`${this.#base}${path}`, all, receive)
    if (status !== 200) throw new StatusError(this.#meaning(status), status)
  }

  #meaning(status: number): string {
    const { registry, text } = this.#reference
    if (status === 404) return `${registry} does not have ${text}`
    if (status === 401 || status === 403) return `${registry} does not let us read ${text} (status ${status})`
    return `${registry} answers with status ${status} for ${text}`
  }

  async #send(url: string, headers: Readonly<Record<string, string>>, receive: Receiver): Promise<Answer> {
    let answer: Answer | undefined
    const asked = { url, method: 'GET', headers, timeout: 0, environment: this.#environment } as const
    await request(asked, (head) => {
      answer = head
      return head.status === 200 ? receive : undefined
    })
    if (answer === undefined) throw new MachineError(`${this.#reference.registry}: no answer`)
    if (temporary.includes(answer.status)) throw new StatusError(this.#meaning(answer.status), answer.status)
    return answer
  }

  async #patiently<T>(attempt: () => Promise<T>): Promise<T> {
    for (const pause of pauses) {
      try {
        return await attempt()
      } catch (error) {
        if (!(error instanceof StatusError) || !temporary.includes(error.status)) throw error
        await new Promise((resolve) => setTimeout(resolve, pause))
      }
    }
    return attempt()
  }
}

class StatusError extends MachineError {
  readonly status: number
  constructor(message: string, status: number) {
    super(message)
    this.status = status
  }
}

function inMemory(parts: Uint8Array[]): Receiver {
  let length = 0
  return (part) => {
    length += part.length
    if (length > largestManifest) throw new MachineError(`the answer has more than ${largestManifest} bytes`)
    parts.push(part)
  }
}
