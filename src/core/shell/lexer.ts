import type { HereDocument, OpenPart, ShellText, ShellToken } from './tokens.ts'

/**
 * Cuts shell text into words and operators (POSIX 2.3 Token Recognition, and the operators that bash has besides).
 * Any text may be given; nothing is expanded or run. What is substituted inside a word is passed over as a whole.
 */
export function readShell(text: string): ShellText {
  return new Lexer(text).run()
}

/** Longest first. `<(`, `>(`, `<<<`, `&>` and `|&` are bash's. */
const operator = /&>>|<<<|<<-|&&|\|\||;;|<<|>>|<&|>&|<>|>\||&>|\|&|<\(|>\(|[;&|<>()]/y

const ends = /[\s;&|<>()]/

interface Awaited {
  readonly from: number
  readonly to: number
  readonly end: string
  readonly stripsTabs: boolean
}

class Lexer {
  readonly #text: string
  readonly #tokens: ShellToken[] = []
  readonly #documents: HereDocument[] = []
  #awaited: Awaited[] = []
  #open: OpenPart | undefined
  #at = 0

  constructor(text: string) {
    this.#text = text
  }

  run(): ShellText {
    while (this.#at < this.#text.length) this.#token()
    this.#readDocuments()
    return { tokens: this.#tokens, open: this.#open, documents: this.#documents }
  }

  #token(): void {
    const text = this.#text
    const from = this.#at
    const char = text.charAt(from)
    if (char === '\n') {
      this.#at++
      this.#emit('line-end', from)
      this.#readDocuments()
    } else if (char === ' ' || char === '\t' || char === '\r') {
      this.#at++
    } else if (char === '\\' && text[from + 1] === '\n') {
      this.#at += 2
    } else if (char === '#') {
      const end = text.indexOf('\n', from)
      this.#at = end < 0 ? text.length : end
      this.#emit('comment', from)
    } else if (ends.test(char)) {
      this.#operator(from)
    } else {
      this.#word(from)
    }
  }

  #operator(from: number): void {
    operator.lastIndex = from
    // Other kinds of blank are words to a shell.
    const found = operator.exec(this.#text)?.[0] ?? this.#text.charAt(from)
    this.#at = from + found.length
    this.#emit('operator', from)
    if (found === '<<' || found === '<<-') this.#documentEnd(from, found === '<<-')
  }

  #documentEnd(from: number, stripsTabs: boolean): void {
    while (this.#text[this.#at] === ' ' || this.#text[this.#at] === '\t') this.#at++
    const at = this.#at
    if (at >= this.#text.length || ends.test(this.#text.charAt(at))) return
    this.#word(at)
    const end = this.#text.slice(at, this.#at).replace(/['"\\]/g, '')
    this.#awaited.push({ from, to: this.#at, end, stripsTabs })
  }

  /** Documents begin in the line behind the one that names them. */
  #readDocuments(): void {
    const awaited = this.#awaited
    this.#awaited = []
    for (const { from, to, end, stripsTabs } of awaited) {
      const isClosed = this.#skipDocument(end, stripsTabs)
      this.#documents.push({ from, to, end, isClosed })
    }
  }

  #skipDocument(end: string, stripsTabs: boolean): boolean {
    while (this.#at < this.#text.length) {
      const lineEnd = this.#text.indexOf('\n', this.#at)
      const line = this.#text.slice(this.#at, lineEnd < 0 ? undefined : lineEnd)
      this.#at = lineEnd < 0 ? this.#text.length : lineEnd + 1
      if ((stripsTabs ? line.replace(/^\t+/, '') : line) === end) return true
    }
    return false
  }

  #word(from: number): void {
    const text = this.#text
    while (this.#at < text.length && !ends.test(text.charAt(this.#at))) this.#part()
    const next = text[this.#at]
    const isNumber = (next === '<' || next === '>') && /^\d+$/.test(text.slice(from, this.#at))
    this.#emit(isNumber ? 'number' : 'word', from)
  }

  /** One character of a word, or what stands in quotes or is substituted. */
  #part(): void {
    const from = this.#at++
    switch (this.#text[from]) {
      case '\\':
        this.#at++
        return
      case "'":
        this.#skipTo("'", from)
        return
      case '"':
        this.#doubleQuoted(from)
        return
      case '`':
        this.#backquoted(from)
        return
      case '$':
        this.#dollar(from)
    }
  }

  #skipTo(mark: string, from: number): void {
    const end = this.#text.indexOf(mark, this.#at)
    if (end < 0) this.#leaveOpen(mark, from)
    this.#at = end < 0 ? this.#text.length : end + 1
  }

  #backquoted(from: number): void {
    for (; this.#at < this.#text.length; this.#at++) {
      const char = this.#text[this.#at]
      if (char === '\\') this.#at++
      else if (char === '`') {
        this.#at++
        return
      }
    }
    this.#leaveOpen('`', from)
  }

  #doubleQuoted(from: number): void {
    while (this.#at < this.#text.length) {
      const at = this.#at++
      const char = this.#text[at]
      if (char === '"') return
      if (char === '\\') this.#at++
      else if (char === '`') this.#backquoted(at)
      else if (char === '$' && (this.#text[this.#at] === '(' || this.#text[this.#at] === '{'))
        this.#dollar(at)
    }
    this.#leaveOpen('"', from)
  }

  #dollar(from: number): void {
    const next = this.#text[this.#at]
    if (next === '(') this.#nested('(', ')', from)
    else if (next === '{') this.#nested('{', '}', from)
  }

  /** What is substituted ends with the bracket that belongs to its first one; those in quotes do not count. */
  #nested(opening: string, closing: string, from: number): void {
    let depth = 0
    while (this.#at < this.#text.length) {
      const char = this.#text[this.#at]
      if (char === '#' && opening === '(' && /\s/.test(this.#text.charAt(this.#at - 1))) {
        const end = this.#text.indexOf('\n', this.#at)
        this.#at = end < 0 ? this.#text.length : end
        continue
      }
      if (char === opening) depth++
      if (char === closing && --depth === 0) {
        this.#at++
        return
      }
      this.#part()
    }
    this.#leaveOpen(`$${opening}`, from)
  }

  #leaveOpen(mark: string, from: number): void {
    // What was opened last is what swallowed the rest.
    this.#open ??= { mark, from }
  }

  #emit(kind: ShellToken['kind'], from: number): void {
    const to = Math.min(this.#at, this.#text.length)
    this.#at = to
    this.#tokens.push({ kind, text: this.#text.slice(from, to), from, to })
  }
}
