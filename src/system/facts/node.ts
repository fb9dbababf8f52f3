import type { FactReader } from './reader.ts'

/** Who this machine is; fields are absent when unknown. */
export interface NodeFacts {
  readonly hostname: string
  readonly machineid: string
  readonly timezone: string
}

/** Reads what can change while steps run. What is not found any more keeps its old content, as in yip. */
export function readNode(reader: FactReader, before: NodeFacts | undefined): NodeFacts {
  return {
    hostname: reader.line('/proc/sys/kernel/hostname'),
    machineid: reader.line(machineIdFile) || reader.line(dbusMachineIdFile) || (before?.machineid ?? ''),
    timezone: timezone(reader) ?? before?.timezone ?? '',
  }
}

const machineIdFile = '/etc/machine-id'
const dbusMachineIdFile = '/var/lib/dbus/machine-id'
const zoneFolder = '/usr/share/zoneinfo/'

function timezone(reader: FactReader): string | undefined {
  const target = reader.link('/etc/localtime')?.replace(/^\.\./, '')
  if (target?.startsWith(zoneFolder)) return target.slice(zoneFolder.length)
  const named = reader.line('/etc/timezone')
  if (named !== '') return named
  for (const line of reader.lines('/etc/sysconfig/clock')?.lines ?? []) {
    const [key, value, more] = line.split('=')
    if (key === 'ZONE' && value !== undefined && more === undefined) return value.replace(/^"+|"+$/g, '')
  }
  return undefined
}

/**
 * The machine id that yip derives `ProtectedID` from; undefined when there is no file with one. yip prefers the copy
 * in /var/lib/dbus, but makes that equal to the one in /etc first.
 */
export function machineIdForProtection(reader: FactReader): string | undefined {
  const id = reader.line(machineIdFile) || reader.line(dbusMachineIdFile)
  return id !== '' || reader.exists(machineIdFile) || reader.exists(dbusMachineIdFile) ? id : undefined
}
