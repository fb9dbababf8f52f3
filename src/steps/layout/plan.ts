import type { Decoded } from '../../core/config/shape.ts'
import { randomUuid } from '../../core/uuid.ts'
import type { layoutShape } from '../layout.ts'
import type { Planning, StepContext } from '../step.ts'
import { addPartitions } from './add.ts'
import { ask, type Part, problem, work } from './ask.ts'
import { findDisk } from './device.ts'
import { expandLast } from './expand.ts'
import { initialise } from './initialise.ts'
import { setUuid } from './sfdisk.ts'
import { type Disk, type Partition, readTable, type Table } from './table.ts'
import { faultOf, inWords, type Wanted, wantedPartitions } from './wanted.ts'

type Layout = Decoded<typeof layoutShape>
type Device = NonNullable<Layout['device']>

/** All of `layout`: what can be checked is checked before anything is written. */
export async function* planLayout(layout: Layout, context: StepContext): Planning {
  const { device, add_partitions = [], expand_partition } = layout
  if (device === undefined) return
  const wanted = wantedPartitions(add_partitions)
  if (!(yield* checked(device, wanted))) return
  const found = yield* findDisk(device, context.now)
  if (found === undefined) return
  if ('unknown' in found) {
    yield* tellOnly(found.unknown, layout, wanted)
    return
  }
  const { disk } = found
  if (device.init_disk && !(yield* initialise(disk, device.disk_name ?? 'YIP_DISK'))) return
  if (wanted.length === 0 && expand_partition === undefined) return

  const before = yield* tableOf(disk)
  if (before === undefined) return
  const { stop, finished } = wanted.length > 0 ? yield* addPartitions(disk, before, wanted) : nothingAdded
  if (!stop && expand_partition) {
    const after = finished.length > 0 || wanted.length > 0 ? yield* tableOf(disk) : before
    if (after) yield* expandLast(disk, after, Number(expand_partition.size ?? 0))
  }
  yield* finish(disk, finished, context)
}

const nothingAdded = { stop: false, finished: [] } as const

async function* checked(
  { path = '', label = '', init_disk = false }: Device,
  all: readonly Wanted[],
): Part<boolean> {
  const at = ['device', 'init_disk']
  if (init_disk && path === '') {
    yield* problem('error', 'init_disk needs a path: no disk is initialised', at, 'name the disk in path')
    return false
  }
  if (init_disk && label !== '') {
    const message = 'init_disk does not go together with label: no disk is initialised'
    yield* problem('error', message, at, 'leave the label out, and name the disk in path')
    return false
  }
  for (const wanted of all) {
    const fault = faultOf(wanted)
    if (fault === undefined) continue
    yield* problem('error', `${fault.message}; nothing was written`, [
      'add_partitions',
      wanted.index,
      fault.field,
    ])
    return false
  }
  const bootable = all.filter((wanted) => wanted.bootable)
  if (bootable.length > 1) {
    const message = `${bootable.length} partitions are bootable: firmware uses one of them`
    yield* problem('warning', message, ['add_partitions'])
  }
  return true
}

/** The disk's table, when it is a GPT; else undefined, which was told then. */
async function* tableOf(disk: Disk): Part<Table | undefined> {
  const answer = yield* ask(['sfdisk', '--json', disk.path])
  const table = 'output' in answer ? readTable(answer.output, disk.path) : undefined
  if (table?.label === 'gpt') return table
  const at = ['device']
  if ('failed' in answer && !answer.failed.includes('recognized partition table')) {
    const help =
      answer.exit === undefined ? 'sfdisk comes with util-linux (Debian: the package fdisk)' : undefined
    yield* problem('error', `the partition table of ${disk.path} cannot be read: ${answer.failed}`, at, help)
    return undefined
  }
  const found = table ? `a table of the kind ${table.label}` : 'no partition table'
  const help = 'init_disk writes one, over all that is on the disk'
  yield* problem('error', `${disk.path} has ${found}: only a GPT is worked on`, at, help)
  return undefined
}

/** Gives partitions that are through an id of their own, in place of the one that marks them as begun. */
async function* finish(disk: Disk, finished: readonly Partition[], { random }: StepContext): Part<void> {
  for (const { number } of finished) {
    const about = `mark partition ${number} of ${disk.path} as finished`
    yield* work(setUuid(disk.path, number, randomUuid(random(16))), undefined, about)
  }
}

/** Where disks are not looked at: what would be asked for, each as the program that would do it. */
async function* tellOnly(disk: string, layout: Layout, wanted: readonly Wanted[]): Part<void> {
  const { device, expand_partition } = layout
  const tell = (about: string) => work(['sfdisk', disk], undefined, about)
  if (device?.init_disk) yield* tell(`write an empty partition table to ${disk}, whatever is on it`)
  for (const one of wanted) yield* tell(`add to ${disk}, unless it is there, the partition ${inWords(one)}`)
  if (expand_partition) {
    const { size = 0 } = expand_partition
    const target = size === 0 ? 'all that is free' : `${size} MiB`
    yield* tell(`expand the last partition of ${disk}, and its file system, to ${target}`)
  }
}
