import { MachineError, type RunOutput } from '../../core/machine.ts'
import { hideCredentials } from '../../core/report/credentials.ts'
import { runProgram } from '../processes/run-program.ts'
import { errorCode } from '../system-error.ts'
import type { Access, Reader } from './access.ts'
import { reasonIn } from './git-words.ts'

/** Milliseconds for one call of git, where nothing else is said: a big repository over a slow line. */
const LIMIT = 60 * 60_000

/** Ways to a repository that git may take; others (`ext`) run programs. */
const PROTOCOLS = 'http:https:ssh:git:file'

/**
 * Settings for every call: neither hooks nor what watches files are run, whatever a clone's own configuration says;
 * what cleans up does so at once and not behind our back; and a server that is silent is left.
 */
const settings: readonly (readonly [string, string])[] = [
  ['core.hooksPath', '/dev/null'],
  ['core.fsmonitor', 'false'],
  ['gc.autoDetach', 'false'],
  ['maintenance.autoDetach', 'false'],
  ['submodule.recurse', 'false'],
  ['fetch.recurseSubmodules', 'false'],
  ['http.lowSpeedLimit', '1'],
  ['http.lowSpeedTime', '120'],
  ['advice.detachedHead', 'false'],
]

/** Where a git process works. */
export interface Place {
  readonly gitFolder?: string
  readonly workTree?: string
}

/** The git program, called with a list of words and an environment that only we decide about. */
export class Git {
  readonly #environment: Readonly<Record<string, string | undefined>>
  readonly #timeout: number
  readonly #reader: Reader | undefined
  readonly #shown: string

  /** `reader`: run as this user. `shown`: the address, for messages. `timeout` 0: an hour. */
  constructor(
    environment: Readonly<Record<string, string | undefined>>,
    {
      access,
      timeout,
      reader,
      shown,
    }: { access: Access; timeout: number; reader: Reader | undefined; shown: string },
  ) {
    this.#environment = gitEnvironment(environment, access)
    this.#timeout = timeout > 0 ? timeout : LIMIT
    this.#reader = reader
    this.#shown = shown
  }

  /** Standard output without its last line end. Throws a MachineError that says what git could not do. */
  async run(words: readonly string[], place: Place = {}): Promise<string> {
    const output = await this.#start(words, place)
    if (output.exit === 0) return output.stdout.replace(/\n$/, '')
    if (output.timedOut)
      throw new MachineError(`${this.#shown}: git took longer than ${this.#timeout / 1000} s and was ended`)
    throw new MachineError(`${this.#shown}: ${hideCredentials(reasonIn(output.stderr))}`)
  }

  /** As {@link run}, undefined when git says no. */
  async ask(words: readonly string[], place: Place = {}): Promise<string | undefined> {
    const output = await this.#start(words, place)
    return output.exit === 0 ? output.stdout.replace(/\n$/, '') : undefined
  }

  async #start(words: readonly string[], { gitFolder, workTree }: Place): Promise<RunOutput> {
    const argv = [...this.#asUser(), 'git', ...words]
    const environment = {
      ...this.#environment,
      ...(gitFolder !== undefined && { GIT_DIR: gitFolder }),
      ...(workTree !== undefined && { GIT_WORK_TREE: workTree }),
    }
    try {
      return await runProgram({ file: argv[0] ?? '', argv, environment, timeout: this.#timeout })
    } catch (error) {
      if (errorCode(error) !== 'ENOENT') throw error
      throw new MachineError(
        `${argv[0]} is not installed, or not on PATH; without it repositories are cloned over https and http only`,
        'ENOENT',
      )
    }
  }

  #asUser(): readonly string[] {
    if (this.#reader === undefined) return []
    const { uid, gid } = this.#reader
    return ['setpriv', `--reuid=${uid}`, `--regid=${gid}`, '--clear-groups', '--no-new-privs', '--']
  }
}

function gitEnvironment(
  given: Readonly<Record<string, string | undefined>>,
  access: Access,
): Readonly<Record<string, string | undefined>> {
  const own = Object.entries(given).filter(
    ([name]) =>
      (!name.startsWith('GIT_') || name.startsWith('GIT_SSL_CA')) && !name.startsWith('SSH_ASKPASS'),
  )
  const all = [...settings, ...access.settings]
  return {
    ...(given.SSL_CERT_FILE && { GIT_SSL_CAINFO: given.SSL_CERT_FILE }),
    ...Object.fromEntries(own),
    LC_ALL: 'C',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_ATTR_NOSYSTEM: '1',
    GIT_TERMINAL_PROMPT: '0',
    GIT_ALLOW_PROTOCOL: PROTOCOLS,
    GIT_OPTIONAL_LOCKS: '0',
    GIT_CONFIG_COUNT: String(all.length),
    ...Object.fromEntries(
      all.flatMap(([name, value], index) => [
        [`GIT_CONFIG_KEY_${index}`, name],
        [`GIT_CONFIG_VALUE_${index}`, value],
      ]),
    ),
    ...access.environment,
  }
}
