import { parseDevice } from './device.ts'
import type { Fault, Sync, Volume } from './layout.ts'
import type { Declared, DeclaredPath } from './wishes.ts'

/** An entry of `persist:` with the place it stands at. */
export interface PersistDeclaration {
  readonly entry: {
    readonly path?: string
    readonly mode?: string
    readonly owner?: string
    readonly create?: string
    readonly sync?: string
  }
  readonly origin: string
}

/** An entry of `mounts:` with the place it stands at. */
export interface MountDeclaration {
  readonly entry: {
    readonly path?: string
    readonly device?: string
    readonly filesystem?: string
    readonly options?: readonly string[]
    readonly optional?: boolean
  }
  readonly origin: string
}

/** What steps declare, in their order; a later entry for a path takes the place of an earlier one. */
export function declaredWishes(
  persist: readonly PersistDeclaration[],
  mounts: readonly MountDeclaration[],
): Declared {
  const faults: Fault[] = []
  return {
    persistent: persist.flatMap((declaration) => persistentPath(declaration, faults) ?? []),
    volumes: mounts.flatMap((declaration) => volume(declaration, faults) ?? []),
    faults,
  }
}

function persistentPath({ entry, origin }: PersistDeclaration, faults: Fault[]): DeclaredPath | undefined {
  const { path = '', owner } = entry
  if (path === '') {
    faults.push({ message: 'an entry of persist has no path', help: 'give it a path', origin })
    return undefined
  }
  const choice = <T extends string>(
    key: 'mode' | 'create' | 'sync',
    choices: readonly T[],
  ): T | undefined => {
    const value = entry[key]
    const chosen = choices.find((word) => word === value)
    if (value === undefined || value === '' || chosen !== undefined) return chosen
    const message = `persist of ${path}: ${key} cannot be "${value}"`
    faults.push({ message, help: `write ${choices.join(', ')}`, origin })
    return undefined
  }
  return {
    path,
    mode: choice('mode', ['bind', 'overlay']),
    owner: owner || undefined,
    create: choice('create', ['true', 'false']) !== 'false',
    sync: choice<Sync>('sync', ['once', 'update', 'always']),
    origin,
  }
}

function volume({ entry, origin }: MountDeclaration, faults: Fault[]): Volume | undefined {
  const { path = '', device = '', filesystem = '', options = [], optional = false } = entry
  const parsed = parseDevice(device)
  if (path === '' || parsed === undefined) {
    const message = `an entry of mounts needs a path and a device, not "${path}" and "${device}"`
    faults.push({ message, help: 'name the device by LABEL=, UUID=, PARTLABEL= or its path', origin })
    return undefined
  }
  // An option becomes one of a comma-separated list, and one field of fstab.
  const odd = [filesystem, ...options].find((word) => /[\s\\\p{Cc}]/u.test(word))
  if (odd !== undefined) {
    const message = `mounts of ${path}: "${odd}" has a blank or a backslash in it`
    faults.push({ message, help: 'write options as mount(8) takes them', origin })
    return undefined
  }
  const filled = options.length > 0 ? options : ['defaults']
  return { path, device: parsed, filesystem: filesystem || 'auto', options: filled, optional, origin }
}
