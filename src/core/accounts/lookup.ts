import { integerText } from './ids.ts'

/**
 * Looking up names as programs do, more leniently than editing: comments, blank lines, blanks around a line and more fields than
 * usual are passed over (the rules of Go's os/user, which follow glibc's).
 */

/** Whether /etc/passwd has an account of that name. */
export function hasUser(passwd: string, name: string): boolean {
  return lookups(passwd).some((line) => {
    const [user, , uid = '', gid = '', , home] = line.split(':')
    const isAccount = home !== undefined && line.split(':').length >= 7
    return isAccount && user === name && isNoDirective(name) && isNumber(uid) && isNumber(gid)
  })
}

/** The gid of the group of that name, or undefined when /etc/group has none. */
export function gidOfGroup(group: string, name: string): string | undefined {
  for (const line of lookups(group)) {
    const [found, , gid, ...rest] = line.split(':')
    if (rest.length > 0 && found === name && isNoDirective(name) && gid !== undefined && isNumber(gid)) {
      return integerText(gid)
    }
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

function isNoDirective(name: string): boolean {
  return name !== '' && !name.startsWith('+') && !name.startsWith('-')
}

function isNumber(text: string): boolean {
  return integerText(text) !== undefined
}
