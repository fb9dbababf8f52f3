import type { Span } from './rule.ts'

/** A comment `# cos-config-ignore RULE reason`: hides what the rule finds on its line, or on the next. */
export interface IgnoreComment {
  readonly rule: string
  readonly reason: string
  /** The line it speaks of, from 1. */
  readonly line: number
  readonly span: Span
}

const sign = 'cos-config-ignore'
const comment = /(^|[ \t])#[ \t]*cos-config-ignore\b[ \t]*([^\s]*)[ \t]*(.*?)[ \t]*$/

/** All such comments of a text. One that stands alone on its line speaks of the next line that is no comment. */
export function ignoreComments(text: string): readonly IgnoreComment[] {
  if (!text.includes(sign)) return []
  const found: IgnoreComment[] = []
  const waiting: Omit<IgnoreComment, 'line'>[] = []
  let start = 0
  for (const [index, line] of text.split('\n').entries()) {
    const match = comment.exec(line.replace(/\r$/, ''))
    const isAlone = line.trimStart().startsWith('#')
    if (!isAlone && line.trim() !== '') {
      for (const each of waiting.splice(0)) found.push({ ...each, line: index + 1 })
    }
    if (match !== null) {
      const [whole, before = '', rule = '', reason = ''] = match
      const span = { start: start + match.index + before.length, end: start + match.index + whole.length }
      if (isAlone) waiting.push({ rule, reason, span })
      else found.push({ rule, reason, span, line: index + 1 })
    }
    start += line.length + 1
  }
  for (const each of waiting) found.push({ ...each, line: 0 })
  return found
}
