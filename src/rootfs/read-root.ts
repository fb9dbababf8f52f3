import { existsSync } from 'node:fs'
import type { BootMode } from '../core/rootfs/layout.ts'
import type { RootFileSystem } from '../core/rootfs/plan-mounts.ts'
import { mountedAt, readMountTable } from './mount-table.ts'

/** The mode that the sentinels of the boot tell, an explicit one first; `unknown` without any. */
export function bootMode(told: BootMode | undefined): BootMode {
  if (told !== undefined) return told
  const modes = ['recovery', 'live', 'passive', 'active'] as const
  const isSet = (mode: BootMode) =>
    ['/run/cos', '/run/elemental'].some((folder) => existsSync(`${folder}/${mode}_mode`))
  return modes.find(isSet) ?? 'unknown'
}

/** What the root below a folder is mounted from; nothing is known of a plain folder. */
export function rootFileSystem(sysroot: string): RootFileSystem {
  const mounted = existsSync('/proc/self/mountinfo') ? mountedAt(readMountTable(), sysroot) : undefined
  if (mounted === undefined) return { source: undefined, isOverlay: false }
  const isDevice = mounted.source.startsWith('/dev/')
  return { source: isDevice ? mounted.source : undefined, isOverlay: mounted.type === 'overlay' }
}
