import { formatPlace } from '../../core/report/diagnostic.ts'
import type { CheckedFile, Span } from '../rule.ts'

/** `file:line:col` of a span, for messages that name a second place. */
export function placeOf(file: CheckedFile, { start }: Span): string {
  const before = file.text.slice(0, start)
  const line = before.split('\n').length
  const column = [...before.slice(before.lastIndexOf('\n') + 1)].length + 1
  return formatPlace({ source: file.file, line, column })
}
