import { nameRefusal } from '../../core/accounts/record.ts'
import type { Fault } from './fault.ts'

/** The longest name that login records hold (UT_NAMESIZE of utmp(5)). */
const longestName = 32

/**
 * What is wrong with the name of a user or group to be made. What would break the account files is an error; what
 * useradd(8) would refuse, and other programs misread, a warning.
 */
export function accountNameFault(name: string, what: 'user' | 'group'): Fault | undefined {
  const refusal = nameRefusal(name)
  const shown =
    name === '' ? `A ${what} without a name` : `The ${what} name \`${name.replaceAll('\n', '\\n')}\``
  const help = 'Use lower-case letters, digits, _ and -, starting with a letter'
  if (refusal !== undefined) {
    return { message: `${shown} cannot be used: ${refusal}`, help, severity: 'error' }
  }
  // A template that is none here: literal-template tells.
  if (name.includes('{{')) return undefined
  if (/^[0-9]+$/.test(name)) {
    return { message: `${shown} is all digits, which programs take for an id`, help }
  }
  if (!/^[A-Za-z0-9_.][A-Za-z0-9_.-]*\$?$/.test(name)) {
    return { message: `${shown} has letters that useradd(8) does not allow`, help }
  }
  if (name.length > longestName) {
    return { message: `${shown} is longer than ${longestName} letters`, help: 'Choose a shorter one' }
  }
  return undefined
}
