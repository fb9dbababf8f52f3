import { type Answer, ask, type Part, problem, settle, work } from './ask.ts'
import { contentOf, isLabel } from './content.ts'
import { marksOf, staysRaw } from './filesystems.ts'
import { format, type ToFormat } from './format.ts'
import { hasRoom, placePartitions } from './placing.ts'
import { appendEntries, entryLines, type NewEntry } from './sfdisk.ts'
import { type Disk, type Partition, readTable, type Table } from './table.ts'
import { inWords, unfinishedId, type Wanted } from './wanted.ts'

/** How adding ended: `stop` leaves out the rest of the step. */
export interface Added {
  readonly stop: boolean
  /** Partitions that are whole now and may get ids of their own. */
  readonly finished: readonly Partition[]
}

/** Adds the partitions that are not there yet, behind the last one, and makes their file systems. */
export async function* addPartitions(disk: Disk, table: Table, all: readonly Wanted[]): Part<Added> {
  const { missing, unfinished } = yield* sort(disk, table, all)
  if (unfinished.length === 0 && !hasRoom(disk, table.partitions)) {
    const names = missing.map(inWords).join(', ')
    const message = `less than 32 MiB are free behind the last partition of ${disk.path}: nothing is added or expanded`
    if (missing.length > 0)
      yield* problem(
        'warning',
        message,
        ['add_partitions'],
        `make room for ${names}, or take it out of the list`,
      )
    return { stop: true, finished: [] }
  }
  const made = yield* makePartitions(disk, table, missing)
  if (made === undefined) return { stop: true, finished: [] }
  const toFormat = [...unfinished, ...made]
  if (toFormat.length > 0) yield* makeKnown(disk, [...unfinished, ...made])
  const finished: Partition[] = []
  for (const one of toFormat) {
    if (staysRaw(one.wanted.filesystem)) continue
    if (!(yield* format(disk, one))) return { stop: true, finished }
    finished.push(one.partition)
  }
  return { stop: false, finished }
}

interface Sorted {
  readonly missing: readonly Wanted[]
  readonly unfinished: readonly ToFormat[]
}

/** What of the wanted is not there, and what a run that was cut short has begun. */
async function* sort(disk: Disk, table: Table, all: readonly Wanted[]): Part<Sorted> {
  const missing: Wanted[] = []
  const unfinished: ToFormat[] = []
  const names = new Set(table.partitions.map(({ name }) => name))
  for (const wanted of all) {
    const id = unfinishedId(table.id, wanted)
    const begun = table.partitions.find(({ uuid }) => uuid === id)
    if (begun) unfinished.push({ partition: begun, wanted, resumed: true })
    else if (wanted.name !== '' ? names.has(wanted.name) : yield* hasLabel(disk, table, wanted.label))
      continue
    else missing.push(wanted)
    names.add(wanted.name)
  }
  return { missing, unfinished }
}

async function* hasLabel(disk: Disk, table: Table, label: string): Part<boolean> {
  if (label === '') return false
  for (const partition of table.partitions) {
    const content = yield* contentOf(disk, partition)
    if (content && isLabel(content.label, label)) return true
  }
  return false
}

/** Writes the new entries, all at once, and reads back which numbers they got. Undefined when that failed. */
async function* makePartitions(
  disk: Disk,
  table: Table,
  missing: readonly Wanted[],
): Part<readonly ToFormat[] | undefined> {
  if (missing.length === 0) return []
  const places = placePartitions(disk, table.partitions, missing)
  if ('reason' in places) {
    const wanted = missing[places.request]
    const message = `${wanted ? inWords(wanted) : 'a partition'} cannot be added to ${disk.path}: ${places.reason}`
    yield* problem('error', message, ['add_partitions', wanted?.index ?? 0], 'nothing was written')
    return undefined
  }
  const entries = missing.flatMap((wanted, i) => {
    const place = places[i]
    return place ? [{ wanted, entry: newEntry(wanted, place, table.id) }] : []
  })
  const about = `add to ${disk.path} ${missing.length === 1 ? 'the partition' : 'the partitions'} ${missing.map(inWords).join(', ')}`
  if (!(yield* work(appendEntries(disk.path), entryLines(entries.map(({ entry }) => entry)), about)))
    return undefined
  const after = readTable(outputOf(yield* ask(['sfdisk', '--json', disk.path])), disk.path)
  const made = entries.flatMap(({ wanted, entry }) => {
    const partition = after?.partitions.find(
      ({ start, size }) => start === entry.start && size === entry.size,
    )
    return partition ? [{ wanted, partition, resumed: false }] : []
  })
  if (made.length === entries.length) return made
  yield* problem('error', `the table of ${disk.path} is not what was written`, ['add_partitions'])
  return undefined
}

function newEntry(wanted: Wanted, place: { start: number; size: number }, diskId: string): NewEntry {
  const { name, filesystem, bootable } = wanted
  const uuid = staysRaw(filesystem) ? {} : { uuid: unfinishedId(diskId, wanted) }
  return { ...place, ...marksOf(filesystem, bootable), name, ...uuid }
}

/** Tells the kernel of each new partition, and waits for its device. */
async function* makeKnown(disk: Disk, made: readonly ToFormat[]): Part<void> {
  if (!disk.isFile) {
    for (const { partition } of made) {
      yield* ask(['partx', '--update', '--nr', `${partition.number}`, disk.path])
    }
  }
  yield* settle()
}

const outputOf = (answer: Answer): string => ('output' in answer ? answer.output : '')
