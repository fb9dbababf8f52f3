import { realpathSync, statSync } from 'node:fs'
import { basename } from 'node:path'
import { findProgram } from './find-program.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** The shell that runs commands. */
export interface Shell {
  readonly file: string
  /** It treats a program and plain words as nothing else: it is known, and no functions stand in for programs. */
  readonly isPlain: boolean
}

const known = new WeakMap<Environment, Shell>()

/** `sh` on the search path, as yip looks for it. */
export function findShell(environment: Environment): Shell {
  const before = known.get(environment)
  if (before) return before
  const file = environment.PATH === undefined ? undefined : findProgram('sh', environment.PATH)
  const shell = { file: file ?? 'sh', isPlain: file !== undefined && isPlain(file, environment) }
  known.set(environment, shell)
  return shell
}

/** Others have builtins of their own (busybox: all of its tools). */
function isPlain(file: string, environment: Environment): boolean {
  if (Object.keys(environment).some((name) => name.startsWith('BASH_FUNC_'))) return false
  return ['dash', 'bash'].includes(basename(realpathSync(file)))
}

const completed = new WeakMap<Environment, Environment>()

/** The environment as a shell would hand it on: PWD is there and true. */
export function withWorkFolder(environment: Environment): Environment {
  const before = completed.get(environment)
  if (before) return before
  const isTrue = environment.PWD !== undefined && leadsHere(environment.PWD)
  const after = isTrue ? environment : { ...environment, ...here() }
  completed.set(environment, after)
  return after
}

function here(): Environment {
  try {
    return { PWD: process.cwd() }
  } catch {
    // The folder was removed, so it has no name.
    return {}
  }
}

function leadsHere(folder: string): boolean {
  if (!folder.startsWith('/')) return false
  const there = statSync(folder, { throwIfNoEntry: false })
  const current = statSync('.', { throwIfNoEntry: false })
  return there !== undefined && there.dev === current?.dev && there.ino === current.ino
}
