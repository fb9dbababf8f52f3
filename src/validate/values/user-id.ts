import { integerText, isUsableId } from '../../core/accounts/ids.ts'
import type { Fault } from './fault.ts'

const nobody = '65534'
/** What 16-bit programs and file systems take for "nobody given". */
const shortMinusOne = '65535'

/** What is wrong with the `uid` of a user (credentials(7), systemd's UIDS-GIDS). */
export function userIdFault(uid: string, name: string): Fault | undefined {
  if (uid === '') return undefined
  const number = integerText(uid)
  const fault = `\`uid: ${uid}\``
  if (number === undefined || !isUsableId(number)) {
    const why = number === undefined ? 'is no number' : 'is outside of 0 to 4294967294'
    const help = 'Write a number from 1000 to 60000'
    return { message: `${fault} ${why}, so the user cannot be made`, help, severity: 'error' }
  }
  if (number === '0' && name !== 'root') {
    return { message: `${fault} makes ${name} a second root`, help: 'Use sudo, or a uid from 1000' }
  }
  if (number === nobody && name !== 'nobody') {
    return { message: `${fault} is that of nobody`, help: 'Write a number from 1000 to 60000' }
  }
  if (number === shortMinusOne) {
    return { message: `${fault} means "no user" to many programs`, help: 'Write a number from 1000 to 60000' }
  }
  return undefined
}

/** Whether it is one of those that packages give to services. */
export function isSystemId(uid: string): boolean {
  const number = Number(integerText(uid) ?? Number.NaN)
  return number > 0 && number < 1000
}
