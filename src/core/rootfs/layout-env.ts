import { parseBacking } from './backing.ts'
import { parseVolume } from './device.ts'
import type { Fault, Sync, Volume } from './layout.ts'
import type { Wishes } from './wishes.ts'

/** Reads the variables of cOS's layout file (and three of ours). A list that is set but empty is an empty list. */
export function layoutEnv(variables: ReadonlyMap<string, string>, file: string): Wishes {
  const faults: Fault[] = []
  const from = (name: string) => `${file}: ${name}`
  const fault = (name: string, value: string, help: string) =>
    void faults.push({ message: `${name}: "${value}" is not understood`, help, origin: from(name) })
  const words = (name: string) =>
    variables
      .get(name)
      ?.split(/\s+/)
      .filter((word) => word !== '')
  const listed = (name: string) => {
    const value = words(name)
    return value && { value, origin: from(name) }
  }
  const choice = <T extends string>(name: string, choices: readonly T[]): T | undefined => {
    const value = variables.get(name)
    const chosen = choices.find((word) => word === value)
    if (value && chosen === undefined) fault(name, value, `write one of ${choices.join(', ')}`)
    return chosen
  }

  const volumes: Volume[] = []
  for (const word of words('VOLUMES') ?? []) {
    const volume = parseVolume(word)
    if (volume)
      volumes.push({ ...volume, ...plain, optional: volume.path === '/oem', origin: from('VOLUMES') })
    else fault('VOLUMES', word, 'write LABEL=NAME:/PATH, UUID=ID:/PATH or /dev/NAME:/PATH')
  }
  const overlay = variables.get('OVERLAY')
  const backing = overlay ? parseBacking(overlay) : undefined
  if (overlay && !backing) fault('OVERLAY', overlay, 'write tmpfs:SIZE, LABEL=NAME or UUID=ID')
  const timeout = variables.get('DEVICE_TIMEOUT')
  if (timeout && !/^\d{1,4}$/.test(timeout)) fault('DEVICE_TIMEOUT', timeout, 'write a number of seconds')
  const bind = variables.get('PERSISTENT_STATE_BIND')
  return {
    backing: backing && { value: backing, origin: from('OVERLAY') },
    volumes: variables.has('VOLUMES') ? volumes : undefined,
    merge: isTrue(variables.get('MERGE') || 'true'),
    ephemeral: listed('RW_PATHS'),
    stateFolder: variables.get('PERSISTENT_STATE_TARGET') || undefined,
    persistent: listed('PERSISTENT_STATE_PATHS'),
    mode: bind === undefined ? undefined : isTrue(bind) ? 'bind' : 'overlay',
    sync: choice<Sync>('STATE_SYNC', ['once', 'update', 'always']),
    rootIsWritable: isTrue(variables.get('DEBUG_RW') ?? ''),
    policy: choice('LAYOUT_POLICY', ['stop', 'warn']),
    deviceTimeout: /^\d{1,4}$/.test(timeout ?? '') ? Number(timeout) : undefined,
    faults,
  }
}

const plain = { filesystem: 'auto', options: ['defaults'] } as const

function isTrue(value: string): boolean {
  return value === 'true'
}
