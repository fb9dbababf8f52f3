/** A disk, or a file that is used as one. */
export interface Disk {
  /** Links resolved. */
  readonly path: string
  readonly isFile: boolean
  /** Bytes in a sector. */
  readonly sectorSize: number
  /** How many sectors it has. */
  readonly sectors: number
}

/** An entry of a partition table; places are in sectors of the disk. */
export interface Partition {
  readonly number: number
  readonly start: number
  readonly size: number
  /** GUID, in upper case. */
  readonly type: string
  /** In upper case. */
  readonly uuid: string
  readonly name: string
}

/** A partition table as `sfdisk --json` shows it. */
export interface Table {
  /** `gpt`, `dos`, ... */
  readonly label: string
  readonly id: string
  /** By number. */
  readonly partitions: readonly Partition[]
}

export const MiB = 1024 * 1024

/** The last sector of a partition. */
export const endOf = ({ start, size }: Pick<Partition, 'start' | 'size'>): number => start + size - 1

/** The last sector that a partition may use: behind it lie the second copy of the entries (16 KiB) and its header. */
export function lastUsableSector({ sectors, sectorSize }: Disk): number {
  return sectors - 2 - Math.ceil((16 * 1024) / sectorSize)
}

/** Reads the output of `sfdisk --json`; undefined when it is none. */
export function readTable(json: string, disk: string): Table | undefined {
  const table = field(parsed(json), 'partitiontable')
  const label = field(table, 'label')
  if (typeof label !== 'string') return undefined
  const entries = field(table, 'partitions')
  const partitions = (Array.isArray(entries) ? entries : []).flatMap((entry) => readEntry(entry, disk) ?? [])
  return {
    label,
    id: text(field(table, 'id')).toUpperCase(),
    partitions: partitions.sort((a, b) => a.number - b.number),
  }
}

function readEntry(entry: unknown, disk: string): Partition | undefined {
  const node = text(field(entry, 'node'))
  const number = /^\D*(\d+)$/.exec(node.startsWith(disk) ? node.slice(disk.length) : node)?.[1]
  const start = field(entry, 'start')
  const size = field(entry, 'size')
  if (number === undefined || typeof start !== 'number' || typeof size !== 'number') return undefined
  return {
    number: Number(number),
    start,
    size,
    type: text(field(entry, 'type')).toUpperCase(),
    uuid: text(field(entry, 'uuid')).toUpperCase(),
    name: text(field(entry, 'name')),
  }
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return undefined
  }
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '')

/** The device of a partition: a `p` stands between a name that ends in a digit and the number. */
export function partitionDevice(disk: string, number: number): string {
  return /\d$/.test(disk) ? `${disk}p${number}` : `${disk}${number}`
}
