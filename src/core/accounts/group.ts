import { freeId, integerText } from './ids.ts'
import { appendLine, type Edit, readLines, replaceNamed } from './lines.ts'
import { recordLine } from './record.ts'

/** A line of /etc/group (group(5)); the gid as decimal text, members separated by commas. */
export interface GroupEntry {
  readonly name: string
  readonly password: string
  readonly gid: string
  readonly members: string
}

/** A group to be ensured: no gid keeps the one of an existing group, a negative one means a free one for a new group. */
export interface WantedGroup extends Omit<GroupEntry, 'gid'> {
  readonly gid?: string | undefined
}

/** All groups, or the number of the first line that is none: other than four fields, or no numeric gid. */
export type GroupFile =
  | { readonly ok: true; readonly entries: readonly GroupEntry[] }
  | { readonly ok: false; readonly brokenLine: number }

/** Reads the whole file, strictly: a comment, an empty line or a NIS line breaks it, as in yip. */
export function readGroups(text: string): GroupFile {
  const entries: GroupEntry[] = []
  for (const [index, line] of readLines(text).entries()) {
    const entry = entryOf(line)
    if (entry === undefined) return { ok: false, brokenLine: index + 1 }
    entries.push(entry)
  }
  return { ok: true, entries }
}

function entryOf(line: string): GroupEntry | undefined {
  const fields = line.split(':')
  if (fields.length !== 4) return undefined
  const [name, password, gidText, members] = fields as [string, string, string, string]
  const gid = integerText(gidText)
  return gid === undefined ? undefined : { name, password, gid, members }
}

/** Why the file cannot be worked with. */
export function brokenGroups(brokenLine: number): string {
  return `line ${brokenLine} is no group (four fields and a numeric gid); as long as it is there nothing can be changed`
}

/**
 * Writes a group. An existing one keeps its members in front of the new ones, its gid unless another one is asked
 * for by number, and its password unless there is a new one. With several lines of one name each also gets what
 * the ones above it have.
 */
export function ensureGroup(text: string, wanted: WantedGroup): Edit {
  const file = readGroups(text)
  if (!file.ok) return { ok: false, reason: brokenGroups(file.brokenLine) }
  const anyFree = wanted.gid?.startsWith('-') === true
  if (!file.entries.some(({ name }) => name === wanted.name)) {
    const gid = anyFree ? freeId(new Set(file.entries.map((entry) => entry.gid))) : wanted.gid
    if (anyFree && gid === undefined) return { ok: false, reason: 'no gid from 1000 to 60000 is free' }
    const record = groupLine({ ...wanted, gid: gid ?? '' })
    return record.ok ? { ok: true, text: appendLine(text, record.line) } : record
  }
  const { name, ...given } = anyFree ? { ...wanted, gid: undefined } : wanted
  let merged: WantedGroup = { name, ...given }
  const checked = groupLine({ ...merged, gid: merged.gid ?? '' })
  if (!checked.ok) return checked
  const edited = replaceNamed(text, name, (line) => {
    const old = entryOf(line.endsWith('\r') ? line.slice(0, -1) : line)
    if (old === undefined) return line
    merged = {
      name,
      password: merged.password === '' ? old.password : merged.password,
      gid: merged.gid ?? old.gid,
      members: old.members === '' ? merged.members : mergeMembers(old.members, merged.members),
    }
    return `${name}:${merged.password}:${merged.gid}:${merged.members}`
  })
  return { ok: true, text: edited }
}

/** Adds a member to each line of a group's name, and changes nothing else; a group that is not there is passed over. */
export function addMember(text: string, group: string, member: string): string {
  return replaceNamed(text, group, (line) => {
    const old = entryOf(line)
    if (old === undefined) return line
    const lastColon = line.lastIndexOf(':')
    return `${line.slice(0, lastColon + 1)}${old.members === '' ? member : mergeMembers(old.members, member)}`
  })
}

function groupLine({ name, password, gid, members }: GroupEntry) {
  return recordLine([
    ['the group name', name],
    ['the group password', password],
    ['the gid', gid],
    ['the member list', members],
  ])
}

function mergeMembers(old: string, added: string): string {
  return [...new Set([...old.split(','), ...added.split(',')])].filter((member) => member !== '').join(',')
}
