import { renameSync, rmSync } from 'node:fs'
import type { Sync } from '../core/rootfs/layout.ts'
import { systemError } from '../system/system-error.ts'
import { stateOf } from './root-tree.ts'
import { findTool, runOrThrow } from './tool.ts'

/** Milliseconds: /var of an image may be large, and the disk slow. */
const deadline = 30 * 60_000

/**
 * Brings what the image has in `image` to the folder of the state, and says whether that is new. The first copy
 * gets its name when it is whole, so one that was cut short by a power failure is made anew. Throws a MachineError.
 */
export async function copyToState(image: string, state: string, sync: Sync): Promise<boolean> {
  const isNew = stateOf(state) === undefined
  if (!isNew) {
    if (sync !== 'once') await copy(image, state, sync === 'update')
    return false
  }
  const unfinished = `${state}.part`
  try {
    rmSync(unfinished, { recursive: true, force: true })
    await copy(image, unfinished, false)
    await flush(unfinished)
    renameSync(unfinished, state)
  } catch (error) {
    throw systemError(state, 'made', error)
  }
  return true
}

/** Owners, modes, links, times, ACLs and attributes come along; `update` leaves what is newer in the state. */
async function copy(from: string, to: string, update: boolean): Promise<void> {
  const argv =
    findTool('rsync') === undefined
      ? ['cp', '-a', '-x', ...(update ? ['-u'] : []), '-T', '--', from, to]
      : ['rsync', '-aqAX', '-x', ...(update ? ['--update'] : []), '--', `${from}/`, `${to}/`]
  await runOrThrow(argv, deadline)
}

async function flush(folder: string): Promise<void> {
  if (findTool('sync') !== undefined) await runOrThrow(['sync', '-f', folder], deadline)
}
