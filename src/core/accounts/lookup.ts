import { integerText } from './ids.ts'

/**
 * Looking up names as programs do, more leniently than editing: comments, blank lines, blanks around a line and more fields than
 * usual are passed over (the rules of Go's os/user, which follow glibc's).
 */

/** Ids of the account of that name, or undefined when /etc/passwd has none. */
export function idsOfUser(
  passwd: string,
  name: string,
): { readonly uid: string; readonly gid: string } | undefined {
  if (!isPlainName(name)) return undefined
  for (const line of lookups(passwd)) {
    const fields = line.split(':')
    if (fields.length < 7 || fields[0] !== name) continue
    const [uid, gid] = [integerText(fields[2] ?? ''), integerText(fields[3] ?? '')]
    if (uid !== undefined && gid !== undefined) return { uid, gid }
  }
  return undefined
}

/** The gid of the group of that name, or undefined when /etc/group has none. */
export function gidOfGroup(group: string, name: string): string | undefined {
  if (!isPlainName(name)) return undefined
  for (const line of lookups(group)) {
    const fields = line.split(':')
    if (fields.length < 4 || fields[0] !== name) continue
    const gid = integerText(fields[2] ?? '')
    if (gid !== undefined) return gid
  }
  return undefined
}

/** Lines that may be entries: not blank, no comment, outer blanks cut. */
function lookups(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
}

/** Names that start with a sign are NIS lines. */
function isPlainName(name: string): boolean {
  return name !== '' && !name.startsWith('+') && !name.startsWith('-')
}
