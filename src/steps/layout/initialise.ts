import { uuidOfName } from '../../core/uuid.ts'
import { ask, type Part, problem, settle, work } from './ask.ts'
import { contentOf, contentOfDisk } from './content.ts'
import { emptyTable, writeNewTable } from './sfdisk.ts'
import { type Disk, readTable } from './table.ts'

/** Writes an empty GPT, whatever was there, and says what that was. False when it failed, which was told then. */
export async function* initialise(disk: Disk, name: string): Part<boolean> {
  const found = yield* findings(disk)
  if (found !== '') {
    const message = `init_disk replaces what was found on ${disk.path}: ${found}`
    yield* problem('warning', message, ['device', 'init_disk'], 'take init_disk out to keep what is there')
  }
  const script = emptyTable(uuidOfName(name), disk.sectorSize)
  if (!(yield* work(writeNewTable(disk.path), script, `write an empty partition table to ${disk.path}`)))
    return false
  // Those that are in use stay known; a partition of the same number is then not formatted.
  if (!disk.isFile) yield* ask(['partx', '--delete', disk.path])
  yield* settle()
  return true
}

/** What a disk holds: its table with the partitions, or a file system; '' is nothing that is known. */
async function* findings(disk: Disk): Part<string> {
  const whole = yield* contentOfDisk(disk)
  if (whole === undefined) return ''
  if (whole.table === '') return named(whole.type, whole.label)
  const answer = yield* ask(['sfdisk', '--json', disk.path])
  const table = 'output' in answer ? readTable(answer.output, disk.path) : undefined
  const parts: string[] = []
  for (const partition of table?.partitions ?? []) {
    const content = yield* contentOf(disk, partition)
    const inside = content ? ` with ${named(content.type || content.table, content.label)}` : ''
    parts.push(`${named(`${partition.number}`, partition.name)}${inside}`)
  }
  const kind = `a partition table (${whole.table})`
  return parts.length === 0 ? `${kind} without partitions` : `${kind} with the partitions ${parts.join('; ')}`
}

const named = (what: string, name: string): string => (name === '' ? what : `${what} "${name}"`)
