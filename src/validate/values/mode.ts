import { permissionBits } from '../../core/go-attributes.ts'
import type { Fault } from './fault.ts'

/** A mode as people write it: `0644`. */
export function octal(mode: number): string {
  return `0${mode.toString(8).padStart(3, '0')}`
}

/** Nine permission bits as ls(1) shows them: `rw-r--r--`. */
export function letters(mode: number): string {
  return [6, 3, 0]
    .map((shift) => {
      const bits = (mode >> shift) & 7
      return `${bits & 4 ? 'r' : '-'}${bits & 2 ? 'w' : '-'}${bits & 1 ? 'x' : '-'}`
    })
    .join('')
}

/** Whether a number was spelt in decimal: what YAML reads so, also `0888`, whose digits are not octal. */
export function isDecimal(written: string): boolean {
  const digits = written.replace(/^\+/, '').replaceAll('_', '')
  return /^[1-9]/.test(digits) || (/^0[0-9]*$/.test(digits) && /[89]/.test(digits))
}

/**
 * What is wrong with permissions spelt in decimal. `420` is meant so by those who know that JSON has no octal numbers
 * (it is 0644); `644` never is, it gives 0204. Below 8 both are the same.
 */
export function decimalModeFault(mode: number, written: string): Fault | undefined {
  if (mode < 8 || !isDecimal(written)) return undefined
  const bits = permissionBits(mode)
  const meant = /^[0-7]{1,4}$/.test(String(mode)) ? Number.parseInt(String(mode), 8) : undefined
  const result = `${octal(bits)} (${letters(bits)})`
  if (isSensible(mode & 0o777) && mode <= 0o7777 && !(meant !== undefined && isSensible(meant))) {
    // Surely meant in decimal. Bits that get lost are the matter of modeBitsFault.
    if (mode > 0o777) return undefined
    const message = `\`permissions: ${written}\` is decimal; it means ${result}`
    return { message, help: `Write ${octal(mode)}, which people can read`, severity: 'hint' }
  }
  const message = `\`permissions: ${written}\` is decimal, so the mode becomes ${result}`
  if (meant === undefined) {
    return { message, help: 'Write octal digits with a zero in front, such as 0644' }
  }
  const either = isSensible(mode) ? `, or ${octal(mode)} if that is meant` : ''
  return { message, help: `Write ${octal(meant)}${either}` }
}

/** Whether the owner may do all that the group may, and the group all that others may, as nearly always. */
function isSensible(mode: number): boolean {
  const [owner, group, others] = [mode >> 6, (mode >> 3) & 7, mode & 7] as const
  return mode <= 0o777 && (owner & group) === group && (group & others) === others
}

const specialBits = [
  [0o4000, 'set-user-id', 'u+s'],
  [0o2000, 'set-group-id', 'g+s'],
  [0o1000, 'sticky', '+t'],
] as const

/**
 * What is wrong with a mode of more than nine bits: they never reach the file. Go keeps set-user-id and its like in
 * other places than people write them, and yip does not translate.
 */
export function modeBitsFault(mode: number, written: string, path: string): Fault | undefined {
  if (mode <= 0o777) return undefined
  const kept = octal(permissionBits(mode))
  if (mode > 0o7777) {
    const message = `\`permissions: ${written}\` is larger than any mode; ${kept} is left of it`
    return { message, help: 'Write four octal digits, such as 0644' }
  }
  const lost = specialBits.filter(([bit]) => (mode & bit) !== 0)
  const names = lost.map(([, name]) => name).join(' and ')
  const message = `\`permissions: ${written}\` loses its ${names} bit; the mode becomes ${kept}`
  const change = lost.map(([, , letter]) => letter).join(',')
  return { message, help: `Write ${kept} and add to \`commands\`: chmod ${change} ${path}` }
}
