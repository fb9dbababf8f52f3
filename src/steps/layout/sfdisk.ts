import { toBytes } from '../../core/go-string.ts'
import type { Marks } from './filesystems.ts'
import type { Place } from './placing.ts'

/** A line of a table that is to be written. */
export interface NewEntry extends Place, Marks {
  readonly name: string
  readonly uuid?: string
}

/**
 * The disk is not asked whether it is in use, and the kernel is not told of the whole table: what changes is made
 * known partition by partition, so that others may be mounted.
 */
const quietly = ['--quiet', '--no-reread', '--no-tell-kernel'] as const

/** Writes an empty table, and erases what else the disk was known by. Its script: {@link emptyTable}. */
export const writeNewTable = (disk: string) => ['sfdisk', ...quietly, '--wipe', 'always', disk]

/** Adds entries behind those that are there; a second table that is not at the end of the disk is moved there. Its
 *  script: {@link entryLines}. */
export const appendEntries = (disk: string) => ['sfdisk', ...quietly, '--append', '--wipe', 'never', disk]

/** Changes the size of one partition and leaves all else of it as it is. Its script: {@link sizeLine}. */
export const resizeEntry = (disk: string, number: number) => [
  'sfdisk',
  ...quietly,
  '--wipe',
  'never',
  '-N',
  `${number}`,
  disk,
]

/** Gives a partition another id. */
export const setUuid = (disk: string, number: number, uuid: string) => [
  ...['sfdisk', ...quietly, '--part-uuid', disk],
  ...[`${number}`, uuid],
]

/** Partitions may begin right behind the table, as in those that yip writes. */
export function emptyTable(id: string, sectorSize: number): string {
  return `label: gpt\nlabel-id: ${id}\nfirst-lba: ${2 + Math.ceil((16 * 1024) / sectorSize)}\n`
}

export function entryLines(entries: readonly NewEntry[]): string {
  return entries.map(entryLine).join('')
}

export const sizeLine = (size: number): string => `, ${size}\n`

function entryLine({ start, size, type, uuid, name, attributes }: NewEntry): string {
  const fields = [`start=${start}`, `size=${size}`, `type=${type}`]
  if (uuid !== undefined) fields.push(`uuid=${uuid}`)
  if (name !== '') fields.push(`name="${escaped(name)}"`)
  if (attributes !== undefined) fields.push(`attrs="${attributes}"`)
  return `${fields.join(', ')}\n`
}

/** Bytes that mean something to sfdisk, or to a terminal, in its own notation. */
function escaped(name: string): string {
  return [...toBytes(name)]
    .map((byte) => {
      const sign = String.fromCharCode(byte)
      return /[\w .:-]/.test(sign) ? sign : `\\x${byte.toString(16).padStart(2, '0')}`
    })
    .join('')
}
