import { trimBlanks, trimStart } from '../../core/go-blank.ts'
import { byteLength } from '../../core/go-string.ts'
import { LineReader, readKey, readValue } from './ini-line.ts'

/** An ini file by the rules of Go's ini.v1, in the order of its lines. */
export interface Ini {
  readonly sections: Map<string, IniSection>
}

interface IniSection {
  comment: string
  readonly keys: Map<string, IniKey>
}

interface IniKey {
  value: string
  comment: string
  /** Written as `-`, and numbered by its section. */
  isNumbered: boolean
}

/** The section of what stands before the first header. */
const unnamed = 'DEFAULT'

/** Reads a whole file; one that is not understood is not read at all. */
export function parseIni(text: string): Ini | { readonly broken: string } {
  const ini: Ini = { sections: new Map() }
  let section = sectionOf(ini, unnamed)
  let numbered = 0
  const lines = new LineReader(text.replace(/^\ufeff/, ''))
  for (let line = lines.next(); line !== undefined; line = lines.next()) {
    const start = trimStart(line)
    if (start === '') continue
    if (start.startsWith('#') || start.startsWith(';')) {
      lines.comment += start
      continue
    }
    if (start.startsWith('[')) {
      const end = start.lastIndexOf(']')
      if (end <= 1) return { broken: `${start.trim()} is no section header` }
      section = sectionOf(ini, start.slice(1, end))
      lines.comment += /[#;].*$/s.exec(start.slice(end + 1))?.[0] ?? ''
      section.comment = lines.takeComment()
      numbered = 0
      continue
    }
    const key = readKey(start)
    if ('broken' in key) return key
    const value = readValue(key.rest, lines)
    if (typeof value !== 'string') return value
    const isNumbered = key.name === '-'
    const name = isNumbered ? `#${++numbered}` : key.name
    section.keys.set(name, { value, comment: lines.takeComment(), isNumbered })
  }
  return ini
}

/** Sets a value in its place, or at the end of the section, which is added at the end of the file when missing. */
export function setValue(ini: Ini, section: string, key: string, value: string): void {
  const { keys } = sectionOf(ini, section)
  const known = keys.get(key)
  if (known) known.value = value
  else keys.set(key, { value, comment: '', isNumbered: false })
}

/** The text of the file: ` = ` after keys padded to the longest of their section, an empty line between sections. */
export function formatIni(ini: Ini): string {
  let text = ''
  for (const [name, { comment, keys }] of ini.sections) {
    const isUnnamed = name === unnamed
    const lines = commentLines(comment)
    if (!isUnnamed) lines.push(`[${name}]`)
    const width = Math.max(0, ...[...keys.keys()].map((key) => byteLength(quotedKey(key))))
    for (const [key, { value, comment: note, isNumbered }] of keys) {
      const written = isNumbered ? '-' : quotedKey(key)
      const padding = ' '.repeat(width - byteLength(written))
      lines.push(...commentLines(note), `${written}${padding} = ${quotedValue(value)}`)
    }
    if (!isUnnamed || keys.size > 0) lines.push('')
    text += lines.map((line) => `${line}\n`).join('')
  }
  return text.replace(/\n\n$/, '\n')
}

function sectionOf({ sections }: Ini, name: string): IniSection {
  const known = sections.get(name)
  if (known) return known
  const section: IniSection = { comment: '', keys: new Map() }
  sections.set(name, section)
  return section
}

function commentLines(comment: string): string[] {
  if (comment === '') return []
  return comment.split('\n').map((line) => `${line.charAt(0)} ${trimBlanks(line.slice(1))}`)
}

function quotedKey(key: string): string {
  if (/["=:]/.test(key)) return `\`${key}\``
  return key.includes('`') ? `"""${key}"""` : key
}

function quotedValue(value: string): string {
  if (/[\n`]/.test(value)) return `"""${value}"""`
  if (/[#;]/.test(value)) return `\`${value}\``
  return trimBlanks(value) === value ? value : `"${value}"`
}
