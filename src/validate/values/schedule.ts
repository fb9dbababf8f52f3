import type { Fault } from './fault.ts'

const fields = [
  { name: 'minute', least: 0, most: 59 },
  { name: 'hour', least: 0, most: 23 },
  { name: 'day of the month', least: 1, most: 31 },
  { name: 'month', least: 1, most: 12, words: 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ') },
  { name: 'day of the week', least: 0, most: 7, words: 'sun mon tue wed thu fri sat'.split(' ') },
] as const

const nicknames = ['@reboot', '@yearly', '@annually', '@monthly', '@weekly', '@daily', '@midnight', '@hourly']

/** A line of a system crontab: its fault, or the user it runs as. */
export interface CronLine {
  readonly fault?: Fault
  readonly user?: { readonly name: string; readonly from: number }
}

/** What a crontab line with a user (crontab(5): /etc/crontab, /etc/cron.d) says; undefined for lines that run nothing. */
export function readCronLine(line: string): CronLine | undefined {
  const words = [...line.matchAll(/\S+/g)].map(({ 0: word, index }) => ({ word, from: index }))
  const [first] = words
  if (first === undefined || first.word.startsWith('#') || /^\s*\w+\s*=/.test(line)) return undefined
  if (first.word.startsWith('@')) {
    if (nicknames.includes(first.word.toLowerCase())) return userAndCommand(words.slice(1), line)
    const fault = at(
      first,
      `\`${first.word}\` is no time that cron knows`,
      `Write ${nicknames.join(', ')} or five fields`,
    )
    return { fault }
  }
  for (const [index, field] of fields.entries()) {
    const word = words[index]
    if (word === undefined) {
      return {
        fault: whole(
          line,
          `The line has no ${field.name}`,
          'Write minute, hour, day, month, weekday, user, command',
        ),
      }
    }
    const wrong = fieldFault(word.word, field)
    if (wrong !== undefined) return { fault: at(word, wrong, 'See crontab(5) for the five fields') }
  }
  return userAndCommand(words.slice(fields.length), line)
}

type Word = { readonly word: string; readonly from: number }

function userAndCommand([user, command]: readonly Word[], line: string): CronLine {
  if (user === undefined || command === undefined) {
    const help = 'In /etc/crontab and /etc/cron.d the name of a user stands before the command'
    return { fault: whole(line, 'The line has no user and command behind the time', help) }
  }
  if (!/^[A-Za-z0-9_.][A-Za-z0-9_.-]*\$?(:\S+)?$/.test(user.word)) {
    const help = 'In /etc/crontab and /etc/cron.d the name of a user stands before the command'
    return { fault: at(user, `\`${user.word}\` stands where the user belongs`, help) }
  }
  return { user: { name: user.word.split(':')[0] ?? '', from: user.from } }
}

type Field = (typeof fields)[number]

function fieldFault(text: string, field: Field): string | undefined {
  for (const part of text.split(',')) {
    const [range = '', step, ...more] = part.split('/')
    if (more.length > 0 || (step !== undefined && !/^[1-9][0-9]*$/.test(step))) {
      return `The ${field.name} \`${text}\` has a step that is no number`
    }
    if (range === '*') continue
    // `~` is a random value between its ends, which may be left out.
    const ends = range.includes('~') ? range.split('~').filter((end) => end !== '') : range.split('-')
    const values = ends.map((end) => numberOf(end, field))
    if (values.includes(undefined) || values.length > 2) {
      return `The ${field.name} \`${text}\` is not from ${field.least} to ${field.most}`
    }
    const [low = 0, high = low] = values
    if (low !== undefined && high !== undefined && high < low) {
      return `The ${field.name} \`${text}\` ends before it starts`
    }
  }
  return undefined
}

function numberOf(text: string, field: Field): number | undefined {
  if (/^[0-9]{1,2}$/.test(text)) {
    const number = Number(text)
    return number >= field.least && number <= field.most ? number : undefined
  }
  const index = 'words' in field ? field.words.indexOf(text.toLowerCase()) : -1
  return index === -1 ? undefined : index + field.least
}

function at({ word, from }: Word, message: string, help: string): Fault {
  return { message, help, from, to: from + word.length }
}

function whole(line: string, message: string, help: string): Fault {
  return { message, help, from: line.length - line.trimStart().length, to: line.trimEnd().length }
}
