import { deviceText, parseDevice } from './device.ts'
import type { Backing } from './layout.ts'

/** Reads `tmpfs:25%`, `tmpfs:512m`, `LABEL=NAME`, `UUID=ID` or a device; undefined for anything else. */
export function parseBacking(text: string): Backing | undefined {
  const [, size] = /^tmpfs(?::(\d+[kmgKMG%]?))?$/.exec(text) ?? []
  if (text === 'tmpfs') return { kind: 'tmpfs', size: '20%' }
  if (size !== undefined) return { kind: 'tmpfs', size }
  const device = parseDevice(text)
  return device && { kind: 'device', device }
}

/** A backing as it is written. */
export function backingText(backing: Backing): string {
  return backing.kind === 'tmpfs' ? `tmpfs:${backing.size}` : deviceText(backing.device)
}
