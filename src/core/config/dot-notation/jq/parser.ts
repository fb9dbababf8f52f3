import { Lexer, type Token } from './lexer.ts'
import { JqError, type Query } from './query.ts'

/** Parses an expression by gojq's grammar. Throws {@link JqError}, also for what this part of jq leaves out. */
export function parseQuery(source: string): Query {
  const parser = new Parser(source)
  const query = parser.query()
  parser.expectEnd()
  return query
}

/** How tightly operators bind; a missing one is an operator that is not understood. */
const strength: Readonly<Record<string, number>> = {
  '//': 1,
  '=': 2,
  '|=': 2,
  '+=': 2,
  '-=': 2,
  '*=': 2,
  '/=': 2,
  '%=': 2,
  '//=': 2,
  '+': 3,
  '-': 3,
  '*': 4,
  '/': 4,
  '%': 4,
}
const updateStrength = 2

class Parser {
  private readonly lexer: Lexer
  private token: Token

  constructor(source: string) {
    this.lexer = new Lexer(source)
    this.token = this.lexer.next()
  }

  query(): Query {
    let left = this.expression(0)
    while (this.take(',')) left = { kind: 'comma', left, right: this.expression(0) }
    return this.take('|') ? { kind: 'pipe', left, right: this.query() } : left
  }

  expectEnd(): void {
    if (this.token.kind !== 'end') throw new JqError(`unexpected ${this.token.text}`)
  }

  private expression(least: number): Query {
    let left = this.term()
    for (;;) {
      const sign = this.token.text
      const binds = this.token.kind === 'sign' ? strength[sign] : undefined
      if (binds === undefined || binds < least) return left
      this.advance()
      const isUpdate = binds === updateStrength
      // `//` groups to the right, updates do not chain, the others group to the left.
      const right = this.expression(sign === '//' ? binds : binds + 1)
      left = { kind: isUpdate ? 'update' : 'binary', sign, left, right }
      if (isUpdate && strength[this.token.text] === updateStrength) throw new JqError('updates do not chain')
    }
  }

  private term(): Query {
    let term = this.primary()
    for (;;) {
      if (this.token.kind === 'field') term = this.field(term)
      else if (this.take('?')) term = { kind: 'optional', of: term }
      else if (this.take('[')) term = this.bracket(term)
      else if (this.take('.')) term = this.behindPoint(term)
      else return term
    }
  }

  private primary(): Query {
    const { kind, text } = this.token
    if (kind === 'field') return this.field({ kind: 'identity' })
    if (kind === 'quote') return this.text()
    this.advance()
    if (kind === 'number') return { kind: 'literal', value: Number(text) }
    if (kind === 'word') return constant(text)
    switch (text) {
      case '.':
        return this.isAt('[') || this.token.kind === 'quote'
          ? this.behindPoint({ kind: 'identity' })
          : { kind: 'identity' }
      case '..':
        return { kind: 'recurse' }
      case '(':
        return this.closed(this.query(), ')')
      case '[':
        return this.take(']')
          ? { kind: 'array', items: undefined }
          : { kind: 'array', items: this.closed(this.query(), ']') }
      case '{':
        return this.object()
      case '-':
        return { kind: 'negate', of: this.term() }
      case '+':
        return this.term()
    }
    throw new JqError(`unexpected ${text}`)
  }

  private field(of: Query): Query {
    const key: Query = { kind: 'literal', value: this.token.text }
    this.advance()
    return { kind: 'index', of, key }
  }

  /** `."text"` and `.[...]` */
  private behindPoint(of: Query): Query {
    if (this.token.kind === 'quote') return { kind: 'index', of, key: this.text() }
    if (this.take('[')) return this.bracket(of)
    throw new JqError(`unexpected ${this.token.text} behind a point`)
  }

  private bracket(of: Query): Query {
    if (this.take(']')) return { kind: 'iterate', of }
    return { kind: 'index', of, key: this.closed(this.query(), ']') }
  }

  private object(): Query {
    const fields: [Query, Query][] = []
    while (!this.take('}')) {
      fields.push(this.objectField())
      if (!this.take(',') && !this.isAt('}')) throw new JqError('a comma is missing in an object')
    }
    return { kind: 'object', fields }
  }

  private objectField(): [Query, Query] {
    const key = this.objectKey()
    if (this.take(':')) return [key, this.expression(0)]
    return [key, { kind: 'index', of: { kind: 'identity' }, key }]
  }

  private objectKey(): Query {
    if (this.token.kind === 'quote') return this.text()
    if (this.take('(')) return this.closed(this.query(), ')')
    if (this.token.kind !== 'word') throw new JqError(`unexpected ${this.token.text} as a key`)
    const value = this.token.text
    this.advance()
    return { kind: 'literal', value }
  }

  private text(): Query {
    const parts: (string | Query)[] = []
    for (;;) {
      const { text, closed } = this.lexer.stringPart()
      if (text !== '') parts.push(text.toWellFormed())
      if (closed) break
      this.advance()
      parts.push(this.query())
      if (!this.isAt(')')) throw new JqError('an expression in a string is not closed')
    }
    this.advance()
    return parts.every((part) => typeof part === 'string')
      ? { kind: 'literal', value: parts.join('') }
      : { kind: 'text', parts }
  }

  private closed(query: Query, sign: string): Query {
    if (!this.take(sign)) throw new JqError(`${sign} is missing`)
    return query
  }

  private isAt(sign: string): boolean {
    return this.token.kind === 'sign' && this.token.text === sign
  }

  private take(sign: string): boolean {
    if (!this.isAt(sign)) return false
    this.advance()
    return true
  }

  private advance(): void {
    this.token = this.lexer.next()
  }
}

/** Other words are functions, of which none is known. */
function constant(word: string): Query {
  if (word === 'null') return { kind: 'literal', value: null }
  if (word === 'true' || word === 'false') return { kind: 'literal', value: word === 'true' }
  throw new JqError(`${word} is no function that is known here`)
}
