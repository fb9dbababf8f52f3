import { cacheName } from './decode-cache.ts'

/** File names end at 255 bytes, and a temporary one beside it is longer. */
const longest = 200

/**
 * Name of the file that holds the report of a stage: the stage's own, with `%` and two hexadecimal digits, as in an
 * address, for each byte that could lead to another folder or trouble a shell.
 */
export function reportName(stage: string): string {
  const plain = /^[\w-][\w.-]*$/.test(stage) ? stage : withoutSigns(stage)
  const name = `${plain.slice(0, longest)}.json`
  return name === cacheName ? `%64${name.slice(1)}` : name
}

function withoutSigns(stage: string): string {
  if (stage === '') return '%'
  return Buffer.from(stage, 'utf8')
    .toString('latin1')
    .replace(/^\.|[^\w.-]/g, (sign) => `%${sign.charCodeAt(0).toString(16).padStart(2, '0')}`)
}
