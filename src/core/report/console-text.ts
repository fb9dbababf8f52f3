import { cutAtBlank } from './command.ts'

/** What is done, in one line of a console: of commands, which may be long, the beginning. */
export function brief(what: string): string {
  const isLong = what.startsWith('run `') && what.length > longestWhat
  return oneLine(isLong ? `${cutAtBlank(what, longestWhat)} …\`` : what)
}

const longestWhat = 110
const longestText = 400

/** The first line of a text, which shall not fill the console either. */
export function firstLine(text: string): string {
  const [line = ''] = text.split('\n', 1)
  const cut = line.slice(0, longestText)
  return plain(cut.length < text.length ? `${cut} …` : cut)
}

/** A place or a name, which a file name with a line end in it must not tear apart. */
export function oneLine(text: string): string {
  return plain(text).replaceAll('\n', '\\n')
}

/** What comes from files and programs must not move the cursor or change colours of a console. */
export function plain(text: string): string {
  return text.replace(/[\x00-\x09\x0b-\x1f\x7f-\x9f]/g, (sign) =>
    sign === '\t' ? ' ' : `\\x${sign.charCodeAt(0).toString(16).padStart(2, '0')}`,
  )
}
