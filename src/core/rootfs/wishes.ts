import type { Backing, Fault, PersistentPath, Policy, Sync, Volume } from './layout.ts'

/** A value with the place it comes from. */
export interface From<T> {
  readonly value: T
  readonly origin: string
}

/** What one source says of the layout; what it does not say is undefined. */
export interface Wishes {
  readonly isDisabled?: boolean
  readonly backing?: From<Backing> | undefined
  readonly volumes?: readonly Volume[] | undefined
  /** Whether volumes of the kernel command line are added; default true. */
  readonly merge?: boolean
  readonly ephemeral?: From<readonly string[]> | undefined
  readonly stateFolder?: string | undefined
  readonly persistent?: From<readonly string[]> | undefined
  readonly mode?: 'bind' | 'overlay' | undefined
  readonly sync?: Sync | undefined
  readonly rootIsWritable?: boolean
  readonly writeFstab?: boolean | undefined
  readonly relabel?: boolean | undefined
  readonly policy?: Policy | undefined
  readonly deviceTimeout?: number | undefined
  readonly faults: readonly Fault[]
}

/** What steps of the configuration declare: `persist:` and `mounts:`. */
export interface Declared {
  readonly volumes: readonly Volume[]
  /** Mode and sync are undefined where the step does not say. */
  readonly persistent: readonly DeclaredPath[]
  readonly faults: readonly Fault[]
}

/** A persistent path as a step declares it. */
export type DeclaredPath = Omit<PersistentPath, 'mode' | 'sync'> & {
  readonly mode: 'bind' | 'overlay' | undefined
  readonly sync: Sync | undefined
}
