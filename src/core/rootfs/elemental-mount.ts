import { type Decoded, flag, list, record, text } from '../config/shape.ts'
import { parseDevice } from './device.ts'
import type { Fault, Volume } from './layout.ts'
import type { Wishes } from './wishes.ts'

const volume = record({ mountpoint: text(), device: text(), options: list(text()), fs: text() })

/** The file of Elemental 2 as far as it concerns mounts; a list that is given replaces the one before. */
export const elementalConfigShape = record({
  mount: record({
    sysroot: text(),
    'write-fstab': text(),
    disable: flag(),
    'extra-volumes': list(volume),
    ephemeral: record({ type: text(), device: text(), size: text(), paths: list(text()) }),
    persistent: record({ mode: text(), paths: list(text()), volume }),
    'selinux-relabel': text(),
  }),
})

/** What stands below `mount:` in one file. */
export type ElementalMount = NonNullable<Decoded<typeof elementalConfigShape>['mount']>

/** One file that has a `mount:`. */
export interface ElementalFile {
  readonly file: string
  readonly mount: ElementalMount
}

const builtIn = 'built-in default of Elemental'

/**
 * The wishes of Elemental 2: its defaults, over them each file in turn. Its persistent paths are off in recovery.
 * Undefined when no file has a `mount:`.
 */
export function elementalMount(files: readonly ElementalFile[], isRecovery: boolean): Wishes | undefined {
  if (files.length === 0) return undefined
  const faults: Fault[] = []
  const last = <T>(pick: (mount: ElementalMount) => T | undefined) => {
    const found = files.findLast(({ mount }) => pick(mount) !== undefined)
    const value = found && pick(found.mount)
    return value === undefined || found === undefined ? undefined : { value, origin: `${found.file}: mount` }
  }
  const volumeOf = (wish: Decoded<typeof volume>, origin: string, optional: boolean): Volume | undefined => {
    const { mountpoint = '', device = '', options = [], fs = '' } = wish
    const parsed = parseDevice(device)
    if (parsed !== undefined && mountpoint !== '') {
      const filled = { filesystem: fs || 'auto', options: options.length > 0 ? options : ['rw', 'defaults'] }
      return { path: mountpoint, device: parsed, ...filled, optional, origin }
    }
    const help = 'give it a mountpoint, and a device such as LABEL=NAME or PARTLABEL=NAME'
    faults.push({ message: `the volume "${device}" on "${mountpoint}" is not understood`, help, origin })
    return undefined
  }

  const extra = last((mount) => mount['extra-volumes'])
  const volumes = extra
    ? extra.value.map((wish) => volumeOf(wish, extra.origin, wish.mountpoint === '/oem'))
    : defaultVolumes.map((wish) => volumeOf(wish, builtIn, true))
  const ephemeral = last((mount) => mount.ephemeral?.paths)
  const type = last((mount) => mount.ephemeral?.type)
  const size = last((mount) => mount.ephemeral?.size)
  const device = last((mount) => mount.ephemeral?.device)
  const block = type?.value === 'block' ? parseDevice(device?.value ?? '') : undefined
  if (type?.value === 'block' && block === undefined) {
    const help = 'write LABEL=NAME, PARTLABEL=NAME, UUID=ID or a device'
    faults.push({ message: 'the device of ephemeral is not understood', help, origin: type.origin })
  }
  const paths = last((mount) => mount.persistent?.paths)
  const mode = last((mount) => mount.persistent?.mode)
  const holder = last((mount) => mount.persistent?.volume)
  const state = volumeOf(holder?.value ?? defaultHolder, holder?.origin ?? builtIn, false)
  const persistent = isRecovery ? undefined : (paths ?? { value: defaultPersistent, origin: builtIn })
  const hasState = persistent !== undefined && persistent.value.length > 0 && state !== undefined
  return {
    isDisabled: last((mount) => mount.disable)?.value ?? false,
    backing: {
      value: block ? { kind: 'device', device: block } : { kind: 'tmpfs', size: size?.value || '25%' },
      origin: type?.origin ?? size?.origin ?? builtIn,
    },
    volumes: [...volumes.filter((wish) => wish !== undefined), ...(hasState ? [state] : [])],
    ephemeral: ephemeral ?? {
      value: isRecovery ? [...defaultEphemeral, '/root'] : defaultEphemeral,
      origin: builtIn,
    },
    stateFolder: state && `${state.path.replace(/\/+$/, '')}/.state`,
    persistent: persistent ?? { value: [], origin: builtIn },
    mode: mode?.value === 'bind' ? 'bind' : 'overlay',
    writeFstab: truth(last((mount) => mount['write-fstab'])?.value),
    relabel: truth(last((mount) => mount['selinux-relabel'])?.value),
    faults,
  }
}

const defaultVolumes = [
  { mountpoint: '/oem', device: 'PARTLABEL=oem', options: ['rw', 'defaults'] },
  { mountpoint: '/run/elemental/efi', device: 'PARTLABEL=efi', options: ['ro', 'defaults'] },
]
const defaultHolder = {
  mountpoint: '/run/elemental/persistent',
  device: 'PARTLABEL=persistent',
  options: ['rw', 'defaults'],
}
const defaultEphemeral = ['/var', '/etc', '/srv']
const defaultPersistent = ['/etc/systemd', '/etc/ssh', '/home', '/opt', '/root', '/var/log']

/** A YAML truth whose absence means something. */
function truth(value: string | undefined): boolean | undefined {
  return value === undefined || value === '' ? undefined : /^(true|yes|on)$/i.test(value)
}
