import { blanks, trimBlanks } from '../../core/go-blank.ts'
import { byteLength } from '../../core/go-string.ts'

const loopback = '127.0.0.1'
const firstField = new RegExp(`^[^${blanks}]+`)

/** A line of this many bytes ends yip's reading: it and all behind it is left out. */
const LINE_LIMIT = 65536

/** The text of /etc/hosts with `name` on each 127.0.0.1 line; the other lines lose outer blanks, as in yip. */
export function withLoopbackName(hosts: string, name: string): string {
  let content = ''
  for (const line of linesOf(hosts)) {
    if (byteLength(line) >= LINE_LIMIT) break
    const trimmed = trimBlanks(line)
    const isLoopback = firstField.exec(trimmed)?.[0] === loopback
    content += isLoopback ? `${loopback} localhost ${name}\n` : `${trimmed}\n`
  }
  return content
}

function linesOf(text: string): string[] {
  const lines = text.split('\n')
  if (lines.at(-1) === '') lines.pop()
  return lines
}
