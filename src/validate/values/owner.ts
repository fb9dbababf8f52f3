import type { Fault } from './fault.ts'

/** What is wrong with the form of an `ownerstring`: `user` or `user:group`, by name. */
export function ownerFormFault(owner: string): Fault | undefined {
  // A template that is none here: literal-template tells.
  if (owner === '' || owner.includes('{{')) return undefined
  const shown = `\`${owner.trim()}\``
  const parts = owner.split(':')
  const [user = '', group] = parts
  if (user === '' || group === '') {
    const missing = user === '' ? 'user before' : 'group behind'
    const message = `The owner ${shown} has no ${missing} the colon, so it is not set`
    return { message, help: 'Write user:group, or the user alone', severity: 'error' }
  }
  if (/^[0-9]+$/.test(user) || (group !== undefined && /^[0-9]+$/.test(group))) {
    const message = `The owner ${shown} is looked up by name, so numbers are not found`
    return { message, help: numericHelp(user, group), severity: 'error' }
  }
  if (/\s/.test(owner)) {
    const message = `The owner ${shown} holds a blank, which no name does`
    return { message, help: 'Write user:group without blanks', severity: 'error' }
  }
  if (parts.length > 2) {
    const message = `The owner ${shown} has more than one colon; what follows the second is ignored`
    return { message, help: `Write ${user}:${group}` }
  }
  return undefined
}

function numericHelp(user: string, group: string | undefined): string {
  const keys = [
    ...(/^[0-9]+$/.test(user) ? [`owner: ${user}`] : []),
    ...(group !== undefined && /^[0-9]+$/.test(group) ? [`group: ${group}`] : []),
  ]
  return `Write ${keys.join(' and ')} instead of ownerstring`
}

/** What is wrong with a numeric `owner` or `group`: chown(2) takes 32 bits, and -1 for "keep". */
export function ownerNumberFault(id: number | bigint, key: 'owner' | 'group'): Fault | undefined {
  if (id >= -1 && id <= 4294967295) return undefined
  const cut = BigInt.asUintN(32, BigInt(id))
  const message = `\`${key}: ${id}\` is no id; the system takes it for ${cut}`
  return { message, help: 'Write a number from 0 to 4294967294, or -1 to keep the owner' }
}
