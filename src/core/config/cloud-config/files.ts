import type { Finding } from '../decode/finding.ts'
import type { Origins } from '../decode/origins.ts'
import { copied } from './copy.ts'
import type { CloudConfig } from './shape.ts'

const names = { path: 'path', owner: 'ownerstring', content: 'content', encoding: 'encoding' }

/** `write_files`, then `milpa_files`, as the files of a step. Modes are octal, quoted or not; none is 0. */
export function translateFiles(
  config: CloudConfig,
  from: Origins,
  to: Origins,
  findings: Finding[],
): readonly Readonly<Record<string, unknown>>[] {
  const files: Readonly<Record<string, unknown>>[] = []
  for (const source of [config.write_files ?? [], config.milpa_files ?? []]) {
    source.forEach((written, i) => {
      const file = copied(written, names, from, to)
      const entry = from.at(source, i) ?? { offset: 0 }
      const place = from.at(written, 'permissions') ?? entry
      const permissions = parseOctal(written.permissions ?? '')
      if (permissions === undefined)
        findings.push(badMode(written.permissions ?? '', written.path ?? '', place.offset))
      else if (permissions !== 0) file.permissions = permissions
      to.note(file, 'permissions', place)
      to.note(files, files.length, entry)
      files.push(file)
    })
  }
  return files
}

/** An octal number of 32 bits; undefined for anything else. */
function parseOctal(text: string): number | undefined {
  if (text === '') return 0
  if (!/^[0-7]+$/.test(text)) return undefined
  const value = Number.parseInt(text, 8)
  return value <= 0xffff_ffff ? value : undefined
}

function badMode(mode: string, path: string, offset: number): Finding {
  const message = `\`permissions\` of ${path === '' ? 'a file' : path} must be octal, such as 0644, not \`${mode}\``
  const help = 'Write digits from 0 to 7, without 0o'
  return { rule: 'file-mode', severity: 'error', offset, message, help }
}
