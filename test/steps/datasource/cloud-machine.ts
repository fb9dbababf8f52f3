import {
  type Change,
  type ChangeOutcome,
  MachineError,
  type Question,
  type Reply,
  type Volume,
} from '../../../src/core/machine.ts'
import { MemoryMachine, type MemoryOptions } from '../../system/memory-machine.ts'

/** How a server answers: a body with status 200, a status, or something else for each request. */
export type Route = string | number | ((question: Question) => string | number)

interface CloudOptions extends MemoryOptions {
  /** By method and address, or address alone; all else is refused. */
  readonly routes?: Readonly<Record<string, Route>>
  readonly volumes?: readonly Volume[]
  /** Milliseconds that an address takes, by a part of it. */
  readonly slow?: Readonly<Record<string, number>>
}

const accounts = {
  '/etc/passwd': 'root:x:0:0:root:/root:/bin/sh\n',
  '/etc/hosts': '127.0.0.1 localhost\n',
  '/root': null,
  '/run': null,
}

/** A machine in memory with metadata services around it. */
export class CloudMachine extends MemoryMachine {
  readonly notes: string[] = []
  readonly skipped: string[] = []
  readonly #options: CloudOptions

  constructor(options: CloudOptions) {
    super({ ...options, files: { ...accounts, ...options.files } })
    this.#options = options
  }

  override async apply(change: Exclude<Change, { kind: 'problem' }>): Promise<ChangeOutcome> {
    if (change.kind === 'note') {
      const told = change.skipped === undefined ? this.notes : this.skipped
      told.push(change.skipped === undefined ? change.message : `${change.message}: ${change.skipped}`)
    }
    if (change.kind === 'ask') {
      this.asked.push(change)
      return { ok: true, changed: false, replies: change.questions.map((question) => this.#reply(question)) }
    }
    if (change.kind === 'read-volumes') {
      this.asked.push(change)
      return { ok: true, changed: false, volumes: this.#options.volumes ?? [] }
    }
    return super.apply(change)
  }

  /** Who was asked what, in order. */
  get questions(): string[] {
    return this.asked
      .flatMap((change) => (change.kind === 'ask' ? change.questions : []))
      .map(({ method = 'GET', url }) => `${method} ${url}`)
  }

  content(path: string): string | undefined {
    return this.now.text(path)
  }

  #reply(question: Question): Reply {
    const { url, method = 'GET' } = question
    const { routes = {}, slow = {} } = this.#options
    const durationMs = Object.entries(slow).find(([part]) => url.includes(part))?.[1] ?? 1
    const route = routes[`${method} ${url}`] ?? routes[url]
    const answer = typeof route === 'function' ? route(question) : route
    if (answer === undefined)
      return { durationMs, error: new MachineError(`${url}: the connection is refused`) }
    const status = typeof answer === 'number' ? answer : 200
    const body = typeof answer === 'number' ? new Uint8Array() : new TextEncoder().encode(answer)
    return { durationMs, response: { status, url, headers: {}, body } }
  }
}
