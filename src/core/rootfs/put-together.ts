import { cleanPath } from '../go-path.ts'
import type { LayoutParameters } from './kernel-parameters.ts'
import type { BootMode, EphemeralPath, Fault, Layout, PersistentPath, Volume } from './layout.ts'
import { mountPathFault } from './mount-path.ts'
import type { Declared, Wishes } from './wishes.ts'

/** All sources of a layout. */
export interface LayoutSources {
  readonly parameters: LayoutParameters
  readonly mode: BootMode
  /** It runs in an initrd, which waits for the OEM partition when it is told its label. */
  readonly isInitrd: boolean
  /** The layout file; undefined when there is none. */
  readonly env: Wishes | undefined
  /** The `mount:` of Elemental 2; undefined when there is none. */
  readonly elemental: Wishes | undefined
  readonly declared: Declared
}

/** What is writable when nobody says anything: cOS. */
const defaultWritable = ['/etc', '/root', '/home', '/opt', '/srv', '/usr/local', '/var']
const defaultStateFolder = '/usr/local/.state'
/** Seconds to wait for a device (cOS 0.9 and later). */
const defaultTimeout = 60

/**
 * Puts all wishes together. Of single values the layout file wins over Elemental's; paths that steps declare are
 * added, and so are volumes, of which the one that was asked for most closely stands at a mount point: steps, then
 * the layout file, then the kernel command line, then Elemental's.
 */
export function putTogether(sources: LayoutSources): Layout {
  const { parameters, mode, env, elemental, declared } = sources
  const faults: Fault[] = [parameters, env, elemental, declared].flatMap((source) => source?.faults ?? [])
  const notes: string[] = []
  const said = [env, elemental].filter((wishes) => wishes !== undefined)
  const first = <T>(pick: (wishes: Wishes) => T | undefined): T | undefined =>
    said.map(pick).find((value) => value !== undefined)

  const volumes = volumesOf(sources, faults)
  const listed = first((wishes) => wishes.persistent)
  const persistentMode = first((wishes) => wishes.mode) ?? 'overlay'
  const sync = first((wishes) => wishes.sync) ?? 'update'
  const persistent = new Map<string, PersistentPath>()
  const add = (wish: PersistentPath, isDeclared: boolean) => {
    const path = usable(wish, faults)
    if (path === undefined) return
    const before = persistent.get(path)
    if (isDeclared && before && before.mode !== wish.mode)
      notes.push(
        `${path}: ${wish.mode} (${wish.origin}) takes the place of ${before.mode} (${before.origin})`,
      )
    persistent.set(path, { ...wish, path })
  }
  for (const path of listed?.value ?? [])
    add(
      { path, mode: persistentMode, owner: undefined, create: true, sync, origin: listed?.origin ?? '' },
      false,
    )
  for (const wish of declared.persistent)
    add({ ...wish, mode: wish.mode ?? persistentMode, sync: wish.sync ?? sync }, true)

  const writable = first((wishes) => wishes.ephemeral) ?? { value: defaultWritable, origin: 'default' }
  const ephemeral = new Map<string, EphemeralPath>()
  for (const wanted of writable.value) {
    const path = usable({ path: wanted, origin: writable.origin }, faults)
    if (path !== undefined) ephemeral.set(path, { path, origin: writable.origin })
  }
  const isGiven = said.length > 0 || declared.persistent.length + declared.volumes.length > 0
  const backing = first((wishes) => wishes.backing)
  const stateFolder = first((wishes) => wishes.stateFolder) ?? defaultStateFolder
  const stateFault = mountPathFault(stateFolder)
  if (stateFault !== undefined)
    faults.push({ message: stateFault, help: 'choose another folder', origin: 'PERSISTENT_STATE_TARGET' })
  return {
    disabledBy: parameters.disabledBy ?? (elemental?.isDisabled ? 'mount.disable' : undefined),
    mode,
    policy: parameters.policy ?? env?.policy ?? 'stop',
    deviceTimeout: parameters.deviceTimeout ?? env?.deviceTimeout ?? defaultTimeout,
    optionalTimeout: parameters.oemTimeout,
    hasAwaitedOem: sources.isInitrd && parameters.oem !== undefined,
    volumes,
    backing: backing?.value ??
      parameters.overlay?.backing ?? { kind: 'tmpfs', size: isGiven ? '25%' : '20%' },
    backingOrigin: backing?.origin ?? parameters.overlay?.origin ?? 'default',
    ephemeral: [...ephemeral.values()],
    stateFolder: cleanPath(stateFolder),
    persistent: [...persistent.values()],
    rootIsWritable: parameters.isDebug || said.some((wishes) => wishes.rootIsWritable === true),
    writeFstab: first((wishes) => wishes.writeFstab) ?? true,
    relabel: first((wishes) => wishes.relabel),
    check: parameters.check,
    faults,
    notes,
  }
}

function volumesOf(
  { parameters, env, elemental, declared }: LayoutSources,
  faults: Fault[],
): readonly Volume[] {
  const found = new Map<string, Volume>()
  const merged = env?.merge ?? true
  const add = (wishes: readonly Volume[]) => {
    const own = new Set<string>()
    for (const wish of wishes) {
      const path = usable(wish, faults)
      if (path === undefined) continue
      if (own.has(path)) {
        const message = `${path} is to be the mount point of two volumes`
        faults.push({ message, help: 'keep one of them', origin: wish.origin })
        continue
      }
      own.add(path)
      if (!found.has(path)) found.set(path, { ...wish, path })
    }
  }
  add(lastOfEach(declared.volumes))
  add(env?.volumes ?? [])
  if (merged) {
    add(lastOfEach(parameters.volumes.map((volume) => ({ ...volume, optional: volume.path === '/oem' }))))
    const { oem } = parameters
    const rest = elemental?.volumes ?? []
    // The label that the kernel was given is the one that is there.
    if (oem && !found.has('/oem') && env?.volumes === undefined) {
      add([{ path: '/oem', ...oem, filesystem: 'auto', options: ['defaults'], optional: true }])
    }
    if (env?.volumes === undefined) add(rest)
    else add(rest.filter(({ path }) => elemental?.stateFolder === `${path}/.state` && !env.stateFolder))
  }
  return [...found.values()]
}

/** A volume of a later file takes the place of one of an earlier file. */
function lastOfEach(volumes: readonly Volume[]): readonly Volume[] {
  return [...new Map(volumes.map((volume) => [cleanPath(volume.path), volume])).values()]
}

/** The clean path of a wish; what is wrong with it goes to the faults. */
function usable({ path, origin }: { readonly path: string; readonly origin: string }, faults: Fault[]) {
  const message = mountPathFault(path)
  if (message === undefined) return cleanPath(path)
  faults.push({ message, help: 'take it out, or choose another path', origin })
  return undefined
}
