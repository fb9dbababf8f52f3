import { lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs'
import type { Engine, EngineId } from './engine.ts'
import type { Pacer } from './pacer.ts'

/** A task as it is checked once before it is timed. */
export interface Task {
  /** Puts the root into the state the task begins with. */
  readonly prepare: string
  commands(engine: Engine): readonly string[]
  /** Folders whose content the engines have to leave alike. */
  readonly results: readonly string[]
}

/**
 * Runs a task once with each engine and says what would make the timing meaningless: a failing engine, or two
 * that leave different things behind. Nothing to say is `undefined`. Serves as warm-up too.
 */
export async function differentWork(
  pacer: Pacer,
  engines: readonly Engine[],
  task: Task,
): Promise<string | undefined> {
  const troubles: string[] = []
  const states = new Map<EngineId, Map<string, string>>()
  for (const engine of engines) {
    await pacer.must(task.prepare)
    let failed = 0
    for (const command of task.commands(engine)) failed += (await pacer.time(command)).failed
    if (failed > 0) troubles.push(`${engine.id}: exit code not 0`)
    states.set(engine.id, stateOf(task.results))
  }
  const yip = states.get('yip') ?? new Map<string, string>()
  for (const [id, state] of states) {
    const different = [...new Set([...yip.keys(), ...state.keys()])].filter(
      (path) => yip.get(path) !== state.get(path),
    )
    if (different.length > 0)
      troubles.push(`${id}: ${different.length} paths not as yip leaves them, ${listed(different)}`)
  }
  return troubles.length > 0 ? troubles.join('; ') : undefined
}

function listed(paths: readonly string[]): string {
  return paths.length > 5 ? `${paths.slice(0, 5).join(' ')} ...` : paths.join(' ')
}

/** Mode, owner and content of everything below some folders, by path. */
function stateOf(folders: readonly string[]): Map<string, string> {
  const state = new Map<string, string>()
  const visit = (path: string) => {
    const found = lstatSync(path, { throwIfNoEntry: false })
    if (!found || path === '/run/cos-config') return
    state.set(path, `${found.mode.toString(8)} ${found.uid}:${found.gid} ${contentOf(path, found)}`)
    if (found.isDirectory()) for (const name of readdirSync(path)) visit(`${path}/${name}`)
  }
  for (const folder of folders) visit(folder)
  return state
}

/** Lines are sorted: where yip walks a Go map, their order changes from run to run. */
function contentOf(path: string, found: { isFile(): boolean; isSymbolicLink(): boolean }): string {
  if (found.isSymbolicLink()) return readlinkSync(path)
  return found.isFile() ? readFileSync(path, 'latin1').split('\n').sort().join('\n') : ''
}
