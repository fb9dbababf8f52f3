import type { Run } from '../machine.ts'
import { credentialsIn, hideCredentials } from './credentials.ts'
import { redactor } from './redact.ts'

/** Longer first lines are cut in reports; consoles cut them sooner. */
const longestLine = 1000

/** What tells that a command line holds a password or token. */
const secretSigns =
  /(?<!\/etc\/)passw|secret|token|credential|authorization|bearer|api[-_]?key|(user|group)(mod|add)\b|cryptsetup|luks|curl\b.*\s(-\w*[uHU]|--(user|header|proxy-user))|wget\b.*\s--header/is

/** The first line of a command in backquotes; of one that may hold a secret only the program. */
export function describeCommand({ command, secret }: Pick<Run, 'command' | 'secret'>): string {
  const text = hideCredentials(commandText(command).trim())
  const first = /^[\w./-]+(?=\s|$)/.exec(text)?.[0]
  if (secret === true || secretSigns.test(text)) {
    return first === undefined
      ? 'a command (not shown: it may hold a secret)'
      : `\`${first} …\` (the rest is not shown: it may hold a secret)`
  }
  const [line = ''] = text.split('\n', 1)
  const shown = line.length > longestLine ? cutAtBlank(line, longestLine) : line
  return `\`${shown}${shown.length < text.length ? ' …' : ''}\``
}

/**
 * The end of what a command wrote to standard error, whole lines where possible. What a command that may hold a
 * secret repeats of its own words is hidden; of one that is known to hold one nothing is shown.
 */
export function shownErrors({ command, secret }: Pick<Run, 'command' | 'secret'>, stderr: string): string {
  if (secret === true) return ''
  const text = commandText(command)
  const end = hideCredentials(lastLines(stderr))
  const words = secretSigns.test(text) ? wordsOf(text) : []
  return redactor([...words, ...credentialsIn(text)])(end)
}

function commandText(command: Run['command']): string {
  return 'argv' in command ? command.argv.join(' ') : command.shell
}

/** Words of command lines that are no secrets; without them messages would be hard to read. */
const plainWords = new Set(
  'bash chpasswd cryptsetup curl echo export false groupadd groupmod openssl passwd password printf root shadow stdin sudo systemctl then token true useradd usermod wget'.split(
    ' ',
  ),
)

/** All that could be a secret in a command line; `-pX` is both a word and an option with a value. */
function wordsOf(text: string): string[] {
  const words = text.split(/[\s'"`=:@|;&<>(){}$,\\]+/)
  const attached = words.filter((word) => /^-[^-]/.test(word)).map((word) => word.slice(2))
  return [...words, ...attached].filter((word) => !plainWords.has(word) && !word.startsWith('--'))
}

/** How much of standard error a report keeps, in characters. */
const keptErrors = 2000

function lastLines(text: string): string {
  if (text.length <= keptErrors) return text
  const end = text.slice(-keptErrors)
  const lineEnd = end.indexOf('\n')
  return `…${lineEnd < 0 || lineEnd === end.length - 1 ? end : end.slice(lineEnd + 1)}`
}

/** Whole words only: half a secret would not be recognised as one. */
export function cutAtBlank(line: string, length: number): string {
  const cut = line.slice(0, length)
  const blank = cut.lastIndexOf(' ')
  return blank > 0 ? cut.slice(0, blank) : cut
}
