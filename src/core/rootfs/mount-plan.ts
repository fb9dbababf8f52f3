import type { Device } from './device.ts'
import type { Backing, Fault, FileSystemCheck, Policy, Sync } from './layout.ts'

interface ActionBase {
  /** Where it is mounted, as the booted system sees it. */
  readonly path: string
  readonly origin: string
  /** Its line in /etc/fstab. */
  readonly fstab: string
  /** Mount points that must be mounted before; when one is not, this one is left out. */
  readonly needs: readonly string[]
}

/** Mounts a file system of a device. */
export interface MountVolume extends ActionBase {
  readonly kind: 'volume'
  readonly device: Device
  readonly filesystem: string
  readonly options: readonly string[]
  /** The boot goes on without it. */
  readonly optional: boolean
  /** Seconds to wait for the device. */
  readonly wait: number
}

/** Mounts what holds the writes that are forgotten. */
export interface MountBacking extends ActionBase {
  readonly kind: 'backing'
  readonly backing: Backing
  readonly wait: number
}

/** Lays a writable layer over a folder: forgotten, or kept below the state folder. */
export interface MountOverlay extends ActionBase {
  readonly kind: 'overlay'
  /** Holds `upper` and `work`. */
  readonly store: string
  readonly persistent: boolean
  readonly create: boolean
  readonly owner: string | undefined
}

/** Puts a folder of the state in the place of one of the image. */
export interface MountBind extends ActionBase {
  readonly kind: 'bind'
  readonly store: string
  readonly create: boolean
  readonly owner: string | undefined
  readonly sync: Sync
}

export type MountAction = MountVolume | MountBacking | MountOverlay | MountBind

/** Everything that is to be done for the root, in order; plain data. */
export interface MountPlan {
  /** Why there is nothing to do. */
  readonly disabledBy: string | undefined
  readonly policy: Policy
  readonly actions: readonly MountAction[]
  /** Line of the root itself; undefined where it is none of ours to remount. */
  readonly rootLine: string | undefined
  readonly writeFstab: boolean
  /** Undefined: when the kernel has SELinux. */
  readonly relabel: boolean | undefined
  /** Where the machine's id is kept; undefined: nowhere. */
  readonly machineId: string | undefined
  readonly check: FileSystemCheck
  /** With the policy `stop` nothing is mounted when there are any. */
  readonly faults: readonly Fault[]
  readonly notes: readonly string[]
}
