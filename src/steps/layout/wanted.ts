import type { Decoded } from '../../core/config/shape.ts'
import { toBytes } from '../../core/go-string.ts'
import { uuidOfName } from '../../core/uuid.ts'
import type { partitionShape } from '../layout.ts'
import { filesystemNames, isKnownFilesystem } from './filesystems.ts'

/** A partition that the configuration asks for. */
export interface Wanted {
  /** Its place in `add_partitions`. */
  readonly index: number
  readonly isLast: boolean
  /** GPT name; may be empty. */
  readonly name: string
  /** Label of the file system; may be empty. */
  readonly label: string
  readonly filesystem: string
  /** MiB; 0 is what is left. */
  readonly size: number
  readonly bootable: boolean
  /** How many entries before it are just the same. */
  readonly repetition: number
}

/** The entries of `add_partitions` with yip's defaults. */
export function wantedPartitions(entries: readonly Decoded<typeof partitionShape>[]): readonly Wanted[] {
  const seen = new Map<string, number>()
  return entries.map(({ pLabel = '', fsLabel = '', filesystem = '', size = 0, bootable = false }, index) => {
    const kind = filesystem === '' ? 'ext2' : filesystem
    const alike = JSON.stringify([pLabel, fsLabel, kind])
    const repetition = seen.get(alike) ?? 0
    seen.set(alike, repetition + 1)
    const isLast = index === entries.length - 1
    const rest = { size: Number(size), bootable, repetition }
    return { index, isLast, name: pLabel, label: fsLabel, filesystem: kind, ...rest }
  })
}

/** What can be seen to be wrong before anything is written. */
export function faultOf({ filesystem, label, name }: Wanted): { field: string; message: string } | undefined {
  if (!isKnownFilesystem(filesystem)) {
    const names = filesystemNames.join(', ')
    return {
      field: 'filesystem',
      message: `${filesystem} is no file system that can be made: one of ${names}`,
    }
  }
  if (filesystem === 'xfs' && toBytes(label).length > 12)
    return { field: 'fsLabel', message: `${label} is too long: an xfs label has 12 bytes at most` }
  if (name.length > 36)
    return { field: 'pLabel', message: `${name} is too long: the name of a partition has 36 letters at most` }
  return undefined
}

/** A wanted partition in words: `persistent (ext4, 200 MiB)`. */
export function inWords({ name, label, filesystem, size }: Wanted): string {
  const called = name !== '' ? name : label !== '' ? label : 'without a name'
  return `${called} (${filesystem}, ${size === 0 ? 'what is left' : `${size} MiB`})`
}

/**
 * The id that a new partition has until the run that made it is through: a run that is cut short leaves it, and the
 * next one knows by it that the file system may be missing. In upper case.
 */
export function unfinishedId(diskId: string, { name, label, filesystem, repetition }: Wanted): string {
  const facts = JSON.stringify([diskId.toUpperCase(), name, label, filesystem, repetition])
  return uuidOfName(`cos-config:unfinished-partition:${facts}`).toUpperCase()
}
