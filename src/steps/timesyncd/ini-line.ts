import { trimBlanks, trimStart } from '../../core/go-blank.ts'

/** Lines with their ends, one after the other, and the comments that were met since they were last taken. */
export class LineReader {
  comment = ''
  readonly #lines: string[]
  #at = 0

  constructor(text: string) {
    this.#lines = text.match(/[^\n]*\n|[^\n]+$/g) ?? []
  }

  next(): string | undefined {
    return this.#lines[this.#at++]
  }

  takeComment(): string {
    const comment = trimBlanks(this.comment)
    this.comment = ''
    return comment
  }
}

type Broken = { readonly broken: string }

/** The key of a line, up to the first `=` or `:`; quotes around it are taken off. */
export function readKey(line: string): { readonly name: string; readonly rest: string } | Broken {
  const quote = openingQuote(line, 7, '"')
  if (quote === '') {
    const end = line.search(/[=:]/)
    if (end === -1) return { broken: `"${line.trim()}" is no key with a value` }
    if (end === 0) return { broken: `"${line.trim()}" has no key` }
    return { name: trimBlanks(line.slice(0, end)), rest: line.slice(end + 1) }
  }
  const close = line.indexOf(quote, quote.length)
  const afterQuote = close + quote.length
  const delimiter = close === -1 ? -1 : line.slice(afterQuote).search(/[=:]/)
  if (delimiter === -1) return { broken: `"${line.trim()}" is no key with a value` }
  const name = trimBlanks(line.slice(quote.length, close))
  if (name === '') return { broken: `"${line.trim()}" has no key` }
  return { name, rest: line.slice(afterQuote + delimiter + 1) }
}

/** The value behind a key: quoted, going on over lines, or up to a comment, which is noted. */
export function readValue(behindKey: string, lines: LineReader): string | Broken {
  const text = trimStart(behindKey)
  if (text === '') return ''
  const quote = openingQuote(text, 4, '')
  if (quote !== '') {
    const end = text.lastIndexOf(quote)
    return end < quote.length ? readQuotedLines(text, quote, lines) : text.slice(quote.length, end)
  }
  const line = trimBlanks(text)
  if (line.endsWith('\\')) return readContinuation(line.slice(0, -1), lines)
  const comment = line.search(/[#;]/)
  if (comment === -1) return withoutQuotes(line)
  lines.comment += line.slice(comment)
  return withoutQuotes(trimBlanks(line.slice(0, comment)))
}

/** `"""` counts only in a line long enough; a single `"` opens a key, not a value. */
function openingQuote(text: string, enough: number, single: string): string {
  if (text.startsWith('"""') && text.length >= enough) return '"""'
  if (text.startsWith('`')) return '`'
  return single !== '' && text.startsWith(single) ? single : ''
}

function readQuotedLines(first: string, quote: string, lines: LineReader): string | Broken {
  let value = first.slice(quote.length)
  for (let line = lines.next(); line !== undefined; line = lines.next()) {
    const end = line.lastIndexOf(quote)
    const goesOn = end !== -1 && trimBlanks(line.slice(end + quote.length)).endsWith('\\')
    if (end !== -1 && !goesOn) {
      lines.comment += trimBlanks(/[#;].*$/s.exec(line.slice(end))?.[0] ?? '')
      return value + line.slice(0, end)
    }
    value += line
  }
  return { broken: `the quote after "${first.split('\n', 1)[0] ?? ''}" is not closed` }
}

function readContinuation(first: string, lines: LineReader): string {
  let value = first
  for (;;) {
    const next = trimBlanks(lines.next() ?? '')
    if (next === '') return value
    value += next
    if (!value.endsWith('\\')) return value
    value = value.slice(0, -1)
  }
}

/** Takes off a pair of the same quotes around it when there is no other of them inside. */
function withoutQuotes(text: string): string {
  const quote = text.charAt(0)
  const isPair =
    (quote === "'" || quote === '"') && text.length >= 2 && text.indexOf(quote, 1) === text.length - 1
  return isPair ? text.slice(1, -1) : text
}
