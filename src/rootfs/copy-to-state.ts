import { lstatSync, mkdirSync, readdirSync, renameSync, rmSync, type Stats } from 'node:fs'
import type { Sync } from '../core/rootfs/layout.ts'
import { systemError } from '../system/system-error.ts'
import { findTool, runOrThrow } from './tool.ts'

/** Milliseconds: /var of an image may be large, and the disk slow. */
const deadline = 30 * 60_000

/** Arguments of one program; far below what the kernel takes. */
const batch = 200

/**
 * Brings what the image has in `image` to the folder of the state, and says whether that is new. What is copied gets
 * its name when it is whole, so a power failure leaves nothing half. Throws a MachineError.
 */
export async function copyToState(image: string, state: string, sync: Sync): Promise<boolean> {
  const unfinished = `${state}.part`
  const isNew = lstatSync(state, { throwIfNoEntry: false }) === undefined
  try {
    rmSync(unfinished, { recursive: true, force: true })
    if (isNew) {
      await runOrThrow(['cp', '-a', '-x', '-T', '--', image, unfinished], deadline)
      if (findTool('sync') !== undefined) await runOrThrow(['sync', '-f', unfinished], deadline)
      renameSync(unfinished, state)
    } else if (sync !== 'once') {
      await update({ image, state, unfinished, sync, device: lstatSync(image).dev })
    }
  } catch (error) {
    throw systemError(state, 'made', error)
  }
  return isNew
}

interface Update {
  readonly image: string
  readonly state: string
  /** Where files lie until they are whole. */
  readonly unfinished: string
  readonly sync: Sync
  /** Of the image; what is mounted in it is not looked at. */
  readonly device: number
}

/** One folder: what stands in the state keeps its attributes, what is missing comes whole. Usually nothing is. */
async function update(folder: Update): Promise<void> {
  const { image, state, unfinished, sync, device } = folder
  const wanted: string[] = []
  for (const name of readdirSync(image)) {
    const ours = lstatSync(`${image}/${name}`)
    const kept = lstatSync(`${state}/${name}`, { throwIfNoEntry: false })
    if (kept === undefined) wanted.push(name)
    else if (!ours.isDirectory() && !kept.isDirectory() && isWanted(ours, kept, sync)) wanted.push(name)
    else if (ours.isDirectory() && kept.isDirectory() && ours.dev === device)
      await update({ ...folder, image: `${image}/${name}`, state: `${state}/${name}` })
  }
  for (let start = 0; start < wanted.length; start += batch) {
    const names = wanted.slice(start, start + batch)
    mkdirSync(unfinished, { mode: 0o700 })
    const files = names.map((name) => `${image}/${name}`)
    await runOrThrow(['cp', '-a', '-x', '-t', unfinished, '--', ...files], deadline)
    for (const name of names) renameSync(`${unfinished}/${name}`, `${state}/${name}`)
    rmSync(unfinished, { recursive: true })
  }
}

/** As rsync sees it: newer in the image, or for `always` just different. */
function isWanted(image: Stats, kept: Stats, sync: Sync): boolean {
  const [ours, theirs] = [Math.trunc(image.mtimeMs / 1000), Math.trunc(kept.mtimeMs / 1000)]
  return sync === 'always' ? ours !== theirs || image.size !== kept.size : ours > theirs
}
