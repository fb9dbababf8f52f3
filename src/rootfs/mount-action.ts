import { existsSync } from 'node:fs'
import { MachineError } from '../core/machine.ts'
import { deviceText } from '../core/rootfs/device.ts'
import type { FileSystemCheck } from '../core/rootfs/layout.ts'
import type { MountAction, MountBind, MountOverlay, MountVolume } from '../core/rootfs/mount-plan.ts'
import { checkFileSystem } from './check-file-system.ts'
import { copyToState } from './copy-to-state.ts'
import { type Mounted, mountedAt, mountsOf, readMountTable } from './mount-table.ts'
import { type RootTree, stateOf } from './root-tree.ts'
import { runOrThrow, runTool } from './tool.ts'

/** What the mounts need to know. */
export interface Mounting {
  readonly root: RootTree
  readonly check: FileSystemCheck
  /** Files of the devices that are there, by their text. */
  readonly devices: ReadonlyMap<string, string>
  /** Told of what is no failure. */
  note(message: string): void
}

/** How a mount ended, when it did not fail. `left-out`: there is nothing to mount it on. */
export type Ended =
  | { readonly outcome: 'mounted'; readonly at: string }
  | { readonly outcome: 'present' }
  | { readonly outcome: 'left-out'; readonly reason: string }

/** Does one action of the plan. Throws a {@link MachineError} when it fails. */
export async function mountAction(action: MountAction, mounting: Mounting): Promise<Ended> {
  const at = mounting.root.here(action.path)
  const there = mountedAt(readMountTable(), at)
  switch (action.kind) {
    case 'backing': {
      if (there) return { outcome: 'present' }
      mounting.root.makeFolder(action.path)
      const { backing } = action
      if (backing.kind === 'tmpfs') {
        const options = `defaults,mode=0755,size=${backing.size}`
        return mount(['-t', 'tmpfs', '-o', options, 'tmpfs', at], at)
      }
      const file = mounting.devices.get(deviceText(backing.device)) ?? missing(deviceText(backing.device))
      await check(file, mounting)
      return mount(['-o', 'defaults', file, at], at)
    }
    case 'volume':
      return mountVolume(action, at, there, mounting)
    case 'overlay':
      return mountOverlay(action, at, there, mounting.root)
    case 'bind':
      return mountBind(action, at, there, mounting.root)
  }
}

async function mountVolume(action: MountVolume, at: string, there: Mounted | undefined, mounting: Mounting) {
  const { path, device, filesystem, options } = action
  const file = mounting.devices.get(deviceText(device)) ?? missing(deviceText(device))
  if (there) {
    const isIt = mountsOf([there], file).length > 0
    if (isIt) return { outcome: 'present' } as const
    throw new MachineError(`something else (${there.source}) is mounted on ${path}`)
  }
  if (!existsSync(at)) mounting.root.makeFolder(path)
  await check(file, mounting)
  const type = filesystem === 'auto' ? [] : ['-t', filesystem]
  const ended = await mount([...type, '-o', options.join(','), file, at], at)
  await leaveInitrd(path, at, file)
  return ended
}

/** What the initrd itself had mounted there (/oem) would be in the way of the switch. */
async function leaveInitrd(path: string, at: string, file: string): Promise<void> {
  if (path === at) return
  const own = mountsOf(readMountTable(), file).some((mounted) => mounted.path === path)
  if (own) await runTool(['umount', path])
}

/** A file system that is in use is not checked. */
async function check(file: string, { check: how, note }: Mounting): Promise<void> {
  if (mountsOf(readMountTable(), file).length > 0) return
  const told = await checkFileSystem(file, how)
  if (told !== undefined) note(told)
}

async function mountOverlay(action: MountOverlay, at: string, there: Mounted | undefined, root: RootTree) {
  const { path, store, owner } = action
  const folder = root.here(store)
  const upper = `${folder}/upper`
  if (there) {
    const isIt = there.type === 'overlay' && there.options.includes(`upperdir=${upper}`)
    if (isIt) return { outcome: 'present' } as const
    throw new MachineError(`something else (${there.source}) is mounted on ${path}`)
  }
  const absent = madeOrAbsent(action, at, root)
  if (absent !== undefined) return { outcome: 'left-out', reason: absent } as const
  root.makeFolder(store)
  root.refuseLink(upper)
  // The layer's own owner and permissions are what is seen at the mount point.
  const isNew = root.makeFolder(`${store}/upper`)
  if (isNew) root.dress(upper, at)
  if (isNew && owner !== undefined) root.giveTo(upper, owner)
  root.makeFolder(`${store}/work`)
  const layers = `lowerdir=${at},upperdir=${upper},workdir=${folder}/work`
  return mount(['-t', 'overlay', '-o', `defaults,${layers}`, 'overlay', at], at)
}

async function mountBind(action: MountBind, at: string, there: Mounted | undefined, root: RootTree) {
  const { path, store, owner, sync } = action
  const state = root.here(store)
  if (there) {
    const [one, other] = [stateOf(at), stateOf(state)]
    if (one && other && one.dev === other.dev && one.ino === other.ino) return { outcome: 'present' } as const
    throw new MachineError(`something else (${there.source}) is mounted on ${path}`)
  }
  const absent = madeOrAbsent(action, at, root)
  if (absent !== undefined) return { outcome: 'left-out', reason: absent } as const
  root.makeFolder(store.slice(0, store.lastIndexOf('/')))
  root.refuseLink(state)
  const isNew = await copyToState(at, state, sync)
  if (isNew && owner !== undefined) root.giveTo(state, owner)
  return mount(['--bind', state, at], at)
}

/** Makes the folder to mount on; gives the reason when there is none and none can be made. */
function madeOrAbsent(
  { path, create }: MountOverlay | MountBind,
  at: string,
  root: RootTree,
): string | undefined {
  const state = stateOf(at)
  if (state?.isDirectory()) return undefined
  if (state !== undefined) return `${path} is no folder in the image`
  if (!create) return `${path} is not in the image, and is not to be made`
  try {
    root.makeFolder(path)
    return undefined
  } catch (error) {
    if (error instanceof MachineError)
      return `${path} is not in the image, and ${error.message.slice(path.length + 1)}`
    throw error
  }
}

async function mount(argv: readonly string[], at: string): Promise<Ended> {
  await runOrThrow(['mount', ...argv])
  return { outcome: 'mounted', at }
}

function missing(device: string): never {
  throw new MachineError(`${device} is not there`)
}
