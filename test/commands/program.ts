import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { execa } from 'execa'

const dist = (name: string) => fileURLToPath(new URL(`../../dist/${name}`, import.meta.url))

/** The build for Node; without the options by which the test runner looks into the processes of a test. */
export const nodeBuild: readonly string[] = [
  '/usr/bin/env',
  '-u',
  'NODE_OPTIONS',
  process.execPath,
  dist('cli.js'),
]
/** The standalone executable, where it has been built. */
export const standaloneBuild: readonly string[] | undefined = existsSync(dist('cos-config'))
  ? [dist('cos-config')]
  : undefined

/**
 * To stand before a command that works on the running system, as yip does, whose report would go to the host's /run:
 * root gets a /run of its own, and without root nothing is written there.
 */
export const privateRun: readonly string[] =
  process.geteuid?.() === 0
    ? ['unshare', '--mount', 'sh', '-c', 'mount -t tmpfs tmpfs /run && exec "$@"', 'sh']
    : []

/** How a run of the program ended, with all that it printed. */
export interface Ended {
  readonly exitCode: number
  readonly out: string
  readonly err: string
  readonly all: string
}

export interface Surroundings {
  readonly input?: string | Uint8Array
  readonly env?: Readonly<Record<string, string>>
  readonly cwd?: string
  /** Of the output; default is UTF-8. */
  readonly encoding?: 'latin1'
  /** The build to run; default is the one for Node. */
  readonly engine?: readonly string[]
  /** Words to stand before the program: `setpriv ...`. */
  readonly under?: readonly string[]
}

/** Runs the program as a user does, with an environment of its own, and gives what came of it. */
export async function run(words: readonly string[], surroundings: Surroundings = {}): Promise<Ended> {
  const { input = '', env = {}, cwd, encoding, engine = nodeBuild, under = [] } = surroundings
  const [file = '', ...rest] = [...under, ...engine, ...words]
  const { exitCode, signal, stdout, stderr, all } = await execa(file, rest, {
    all: true,
    reject: false,
    extendEnv: false,
    env: { PATH: process.env.PATH ?? '', HOME: '/nonexistent', LANG: 'C.UTF-8', ...env },
    input,
    stripFinalNewline: false,
    timeout: 60_000,
    ...(cwd !== undefined && { cwd }),
    ...(encoding !== undefined && { encoding }),
  })
  if (exitCode === undefined) throw new Error(`${file} was ended by ${signal}: ${all}`)
  return { exitCode, out: stdout, err: stderr, all }
}
