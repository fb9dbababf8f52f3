import { MachineError } from '../../core/machine.ts'
import { ask, type Part } from './ask.ts'
import type { Disk, Partition } from './table.ts'

/** Exit codes of blkid. */
const NOTHING = 2
const CONTRADICTIONS = 8

/** What is found in a partition or on a whole disk: type and label of a file system, kind of a table; '' is none. */
export interface Content {
  readonly type: string
  /** As blkid writes it: bytes that a shell would look at have a backslash before them. */
  readonly label: string
  readonly table: string
}

/** Looks by magic numbers, at the place of the partition on the disk: no device of its own is needed. */
export async function* contentOf(disk: Disk, partition: Partition): Part<Content | undefined> {
  const [offset, size] = [partition.start * disk.sectorSize, partition.size * disk.sectorSize]
  return yield* probe(['-O', `${offset}`, '-S', `${size}`, disk.path])
}

/** What a whole disk is known by. */
export async function* contentOfDisk(disk: Disk): Part<Content | undefined> {
  return yield* probe([disk.path])
}

/** Undefined when nothing is found. Throws a {@link MachineError} when that cannot be told. */
async function* probe(place: readonly string[]): Part<Content | undefined> {
  const answer = yield* ask(['blkid', '--probe', '--output', 'export', ...place])
  if ('unknown' in answer) return undefined
  if ('failed' in answer) {
    if (answer.exit === NOTHING) return undefined
    if (answer.exit === CONTRADICTIONS) return { type: 'several things', label: '', table: '' }
    throw new MachineError(`what ${place.at(-1)} holds cannot be told, so it is left alone: ${answer.failed}`)
  }
  const field = (name: string) => new RegExp(`^${name}=(.*)$`, 'm').exec(answer.output)?.[1] ?? ''
  const content = { type: field('TYPE'), label: field('LABEL'), table: field('PTTYPE') }
  return content.type === '' && content.table === '' ? undefined : content
}

/** Whether a label that blkid wrote is this one. */
export function isLabel(written: string, label: string): boolean {
  return written.replace(/\\(.)/g, '$1') === label
}
