import { compareBytes } from '../go-string.ts'
import { backingLine, bindLine, overlayFolder, overlayLine, rootLine, volumeLine } from './fstab.ts'
import type { EphemeralPath, Fault, Layout, PersistentPath, Volume } from './layout.ts'
import { dashedName, isBelow, nearestAbove } from './mount-path.ts'
import type { MountAction, MountPlan } from './mount-plan.ts'

/** What the plan has to know of the root that it is for. */
export interface RootFileSystem {
  /** What it is mounted from: `/dev/loop0`; undefined when unknown. */
  readonly source: string | undefined
  /** Of a live system the root is an overlay already, which can carry only one more. */
  readonly isOverlay: boolean
}

/** As deep as the kernel stacks overlays (FILESYSTEM_MAX_STACK_DEPTH). */
const deepest = 2

/**
 * One ordered plan of all mounts: what lies above comes first, what holds the state before the state. Paths that
 * clash are left out with a fault.
 */
export function planMounts(layout: Layout, root: RootFileSystem): MountPlan {
  const planner = new Planner(layout, root)
  const { disabledBy, policy, writeFstab, relabel, check } = layout
  const rest = { policy, writeFstab, relabel, check }
  if (disabledBy !== undefined) {
    return {
      ...rest,
      disabledBy,
      actions: [],
      rootLine: undefined,
      machineId: undefined,
      faults: [],
      notes: [],
    }
  }
  const actions = planner.actions()
  const line = root.source && rootLine(root.source, layout.rootIsWritable)
  return {
    ...rest,
    disabledBy,
    actions,
    rootLine: root.isOverlay ? undefined : line,
    machineId: planner.machineIdFile(),
    faults: [...layout.faults, ...planner.faults],
    notes: [...layout.notes, ...planner.notes],
  }
}

type Wish =
  | { readonly kind: 'volume'; readonly path: string; readonly wish: Volume }
  | { readonly kind: 'ephemeral'; readonly path: string; readonly wish: EphemeralPath }
  | { readonly kind: 'state'; readonly path: string; readonly wish: PersistentPath }

class Planner {
  readonly faults: Fault[] = []
  readonly notes: string[] = []
  private readonly layout: Layout
  private readonly root: RootFileSystem
  private readonly wishes: readonly Wish[]
  /** The volume that the state folder lies on. */
  private readonly holder: Volume | undefined
  private readonly planned = new Map<string, MountAction>()
  /** How many overlays are stacked at a mount point. */
  private readonly depths = new Map<string, number>()

  constructor(layout: Layout, root: RootFileSystem) {
    this.layout = layout
    this.root = root
    this.holder = nearestAbove(`${layout.stateFolder}/x`, layout.volumes)
    const state = this.#state()
    const wishes = [...this.#volumes(), ...state, ...this.#ephemeral(state)]
    this.wishes = wishes.sort((a, b) => compareBytes(a.path, b.path))
  }

  actions(): readonly MountAction[] {
    if (this.wishes.some(({ kind }) => kind === 'ephemeral')) this.#plan(this.#backing())
    for (const wish of this.wishes) this.#place(wish)
    return [...this.planned.values()]
  }

  /** In recovery and live systems the id of the installed system is not theirs to take. */
  machineIdFile(): string | undefined {
    const { mode } = this.layout
    if (this.holder === undefined || mode === 'recovery' || mode === 'live') return undefined
    return `${this.holder.path}/etc/machine-id`
  }

  #volumes(): Wish[] {
    return this.layout.volumes.map((wish) => ({ kind: 'volume', path: wish.path, wish }))
  }

  #state(): Wish[] {
    const { persistent, mode, volumes, stateFolder, rootIsWritable } = this.layout
    if (persistent.length === 0) return []
    if (this.holder === undefined && !rootIsWritable) {
      const message = `no volume holds ${stateFolder}, where persistent paths are kept`
      if (mode === 'recovery' || mode === 'live') {
        this.notes.push(`${message}: in the ${mode} system they are left out`)
      } else {
        const help = 'add the volume, such as VOLUMES="LABEL=COS_PERSISTENT:/usr/local"'
        this.faults.push({ message, help, origin: persistent[0]?.origin ?? '' })
      }
      return []
    }
    const wishes = persistent.filter(({ path, origin }) => {
      // A volume keeps all that is written to it.
      if (volumes.some((volume) => volume.path === path)) return false
      if (!isBelow(path, stateFolder) && !isBelow(this.holder?.path ?? stateFolder, path)) return true
      const message = `${path} cannot be persistent: the state in ${stateFolder} would hide itself`
      this.faults.push({ message, help: 'choose a folder beside it', origin })
      return false
    })
    return this.#withoutClashes(wishes).map((wish) => ({ kind: 'state', path: wish.path, wish }))
  }

  #ephemeral(state: readonly Wish[]): Wish[] {
    const { ephemeral, volumes } = this.layout
    // The overlay of a live system takes all writes already.
    if (this.root.isOverlay) return []
    const kept = new Set([...volumes, ...state].map(({ path }) => path))
    const wishes = ephemeral.filter(({ path }) => !kept.has(path))
    return this.#withoutClashes(wishes).map((wish) => ({ kind: 'ephemeral', path: wish.path, wish }))
  }

  /** `/a-b` and `/a/b` would share one folder, and each would show the other's files. */
  #withoutClashes<T extends EphemeralPath>(wishes: readonly T[]): readonly T[] {
    const names = new Map<string, T>()
    return wishes.filter((wish) => {
      const name = dashedName(wish.path)
      const other = names.get(name)
      if (other === undefined) names.set(name, wish)
      if (other === undefined) return true
      const message = `${wish.path} and ${other.path} would both be kept as "${name}"`
      const from = other.origin === wish.origin ? '' : ` (${other.path} comes from ${other.origin})`
      const help = `take one of them out, or rename it${from}`
      this.faults.push({ message, help, origin: wish.origin })
      return false
    })
  }

  #backing(): MountAction {
    const { backing, backingOrigin: origin, deviceTimeout: wait } = this.layout
    return {
      kind: 'backing',
      path: overlayFolder,
      backing,
      wait,
      origin,
      fstab: backingLine(backing),
      needs: [],
    }
  }

  /** Plans what a wish stands on, then the wish. */
  #place(wish: Wish): void {
    if (this.planned.has(wish.path)) return
    const above = nearestAbove(wish.path, this.wishes)
    if (above !== undefined) this.#place(above)
    if (wish.kind === 'state') {
      const holder = this.wishes.find(({ path }) => path === this.holder?.path)
      if (holder !== undefined) this.#place(holder)
    }
    const depth = above === undefined ? (this.root.isOverlay ? 1 : 0) : (this.depths.get(above.path) ?? 0)
    if (wish.kind === 'volume') this.#placeVolume(wish.wish)
    else if (wish.kind === 'ephemeral') this.#placeEphemeral(wish.wish, depth)
    else this.#placeState(wish.wish, depth)
  }

  #placeVolume({ path, device, filesystem, options: given, optional, origin }: Volume): void {
    const { deviceTimeout, optionalTimeout, hasAwaitedOem } = this.layout
    const wait = !optional ? deviceTimeout : path === '/oem' && hasAwaitedOem ? 1 : optionalTimeout
    const options = optional && !given.includes('nofail') ? [...given, 'nofail'] : given
    const fstab = volumeLine(device, path, filesystem, options)
    const rest = { device, filesystem, options: given, optional, wait, origin, fstab, needs: [] }
    this.#plan({ kind: 'volume', path, ...rest })
  }

  #placeEphemeral({ path, origin }: EphemeralPath, depth: number): void {
    if (depth >= deepest) {
      this.notes.push(`${path} is writable already: it lies on ${depth} overlays`)
      this.depths.set(path, depth)
      return
    }
    const store = `${overlayFolder}/${dashedName(path)}.overlay`
    const fstab = overlayLine(path, store, overlayFolder)
    const rest = { persistent: false, create: true, owner: undefined, origin, needs: [overlayFolder], fstab }
    this.#plan({ kind: 'overlay', path, store, ...rest }, depth + 1)
  }

  #placeState({ path, mode, owner, create, sync, origin }: PersistentPath, depth: number): void {
    const { stateFolder } = this.layout
    const needs = this.holder ? [this.holder.path] : []
    const holder = this.holder?.path ?? '/'
    if (mode === 'overlay' && depth < deepest && !this.root.isOverlay) {
      const store = `${stateFolder}/${dashedName(path)}.overlay`
      const fstab = overlayLine(path, store, holder)
      this.#plan(
        { kind: 'overlay', path, store, persistent: true, create, owner, origin, fstab, needs },
        depth + 1,
      )
      return
    }
    if (mode === 'overlay')
      this.notes.push(`${path} becomes a bind: overlays cannot be stacked any deeper there`)
    const store = `${stateFolder}/${dashedName(path)}.bind`
    const fstab = bindLine(path, store, holder)
    this.#plan({ kind: 'bind', path, store, create, owner, sync, origin, fstab, needs })
  }

  #plan(action: MountAction, depth = 0): void {
    this.planned.set(action.path, action)
    this.depths.set(action.path, depth)
  }
}
