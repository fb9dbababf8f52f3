import type { Device } from './device.ts'

/** Whether a boot goes on when something of the layout cannot be mounted. */
export type Policy = 'stop' | 'warn'

/** Which of its systems the machine boots. */
export type BootMode = 'active' | 'passive' | 'recovery' | 'live' | 'unknown'

/** A file system on a device. */
export interface Volume {
  readonly path: string
  readonly device: Device
  readonly filesystem: string
  readonly options: readonly string[]
  /** The boot goes on without it, whatever the policy says. */
  readonly optional: boolean
  readonly origin: string
}

/** Where writes below a path go that are forgotten at the next boot. */
export type Backing =
  | { readonly kind: 'tmpfs'; readonly size: string }
  | { readonly kind: 'device'; readonly device: Device }

/** A path whose writes are forgotten. */
export interface EphemeralPath {
  readonly path: string
  readonly origin: string
}

/** How the state of a bind gets what the image has: at the first boot only, also what is new, or all of it. */
export type Sync = 'once' | 'update' | 'always'

/** A path whose writes are kept. */
export interface PersistentPath {
  readonly path: string
  readonly mode: 'bind' | 'overlay'
  /** `user:group`, by name or number: of the folder when it is made. */
  readonly owner: string | undefined
  /** Make the folder where it is missing. */
  readonly create: boolean
  readonly sync: Sync
  readonly origin: string
}

/** Something in the wishes that cannot be done as it is written. */
export interface Fault {
  readonly message: string
  readonly help: string
  readonly origin: string
}

/** All wishes for the root file system put together, each with the place it comes from. */
export interface Layout {
  /** Why there is nothing to do: `rd.cos.disable`. */
  readonly disabledBy: string | undefined
  readonly mode: BootMode
  readonly policy: Policy
  /** Seconds to wait for a device; for an optional one, the time of the OEM partition. */
  readonly deviceTimeout: number
  readonly optionalTimeout: number
  /** The initrd has waited for the OEM partition already; it need not be done twice. */
  readonly hasAwaitedOem: boolean
  readonly volumes: readonly Volume[]
  readonly backing: Backing
  readonly backingOrigin: string
  readonly ephemeral: readonly EphemeralPath[]
  /** The folder that holds all state: `/usr/local/.state`. */
  readonly stateFolder: string
  readonly persistent: readonly PersistentPath[]
  readonly rootIsWritable: boolean
  readonly writeFstab: boolean
  /** Undefined: when the kernel has SELinux. */
  readonly relabel: boolean | undefined
  readonly check: FileSystemCheck
  readonly faults: readonly Fault[]
  readonly notes: readonly string[]
}

/** What `fsck.mode=` and `fsck.repair=` ask for. */
export interface FileSystemCheck {
  readonly mode: 'auto' | 'force' | 'skip'
  readonly repair: 'preen' | 'yes' | 'no'
}
