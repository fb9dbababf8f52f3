import { YamlError } from '../yaml-error.ts'
import { type Cursor, isBlank, isBreak, isBreakOrEnd, isDigit, isSpaceOrEnd, isWord } from './cursor.ts'
import { longTagPrefix, scanHandle, scanUri } from './properties.ts'

/** The `%` lines above the first document. */
export class Directives {
  /** What tags begin with, by their handle. */
  readonly handles = new Map([
    ['!', '!'],
    ['!!', longTagPrefix],
  ])
  private readonly declared = new Set<string>()

  /** Reads a line, the cursor being on the `%`; one further down only has to be well-formed. */
  scan(at: Cursor, counts: boolean): void {
    const start = at.pos
    const directive = scanDirective(at)
    if (!counts) return
    const id = directive.kind === 'tag' ? directive.handle : '%YAML'
    if (this.declared.has(id)) throw new YamlError('yaml-directive', start, `\`${id}\` is declared twice`)
    this.declared.add(id)
    if (directive.kind === 'tag') this.handles.set(directive.handle, directive.prefix)
    else if (directive.major !== 1 || directive.minor !== 1) {
      const help = 'Leave the %YAML line out, or write %YAML 1.1'
      throw new YamlError('yaml-directive', start, '`%YAML` names a version that is not read here', help)
    }
  }

  /** Content may follow only after `---`. */
  refuseContent(offset: number): void {
    if (this.declared.size === 0) return
    throw new YamlError('yaml-directive', offset, '`---` is missing between the % lines and the content')
  }
}

type Directive =
  | { readonly kind: 'yaml'; readonly major: number; readonly minor: number }
  | { readonly kind: 'tag'; readonly handle: string; readonly prefix: string }

function scanDirective(at: Cursor): Directive {
  const { text } = at
  const start = at.pos++
  while (isWord(text.charCodeAt(at.pos))) at.pos++
  const name = text.slice(start + 1, at.pos)
  if ((name !== 'YAML' && name !== 'TAG') || !isSpaceOrEnd(text.charCodeAt(at.pos))) {
    const help = 'Quote the text if a value should start with %'
    throw new YamlError(
      'yaml-directive',
      start,
      `\`%${name}\` is no directive; there are %YAML and %TAG`,
      help,
    )
  }
  const directive = name === 'YAML' ? readVersion(at, start) : readTagHandle(at, start)
  passBlanks(at)
  if (text.charCodeAt(at.pos) === 35) while (!isBreakOrEnd(text.charCodeAt(at.pos))) at.pos++
  if (!isBreakOrEnd(text.charCodeAt(at.pos))) {
    throw new YamlError('yaml-directive', at.pos, `\`%${name}\` has more behind it than belongs there`)
  }
  if (isBreak(text.charCodeAt(at.pos))) at.passBreak()
  return directive
}

function readVersion(at: Cursor, start: number): Directive {
  passBlanks(at)
  const major = readNumber(at)
  if (at.text.charCodeAt(at.pos) !== 46) throw badVersion(start)
  at.pos++
  const minor = readNumber(at)
  if (Number.isNaN(major) || Number.isNaN(minor)) throw badVersion(start)
  return { kind: 'yaml', major, minor }
}

/** One or two digits, else NaN. */
function readNumber(at: Cursor): number {
  const start = at.pos
  while (isDigit(at.text.charCodeAt(at.pos))) at.pos++
  return at.pos > start + 2 || at.pos === start ? Number.NaN : Number(at.text.slice(start, at.pos))
}

function readTagHandle(at: Cursor, start: number): Directive {
  passBlanks(at)
  if (at.text.charCodeAt(at.pos) !== 33) throw badHandle(start)
  const handle = scanHandle(at)
  if ((handle !== '!' && !handle.endsWith('!')) || !isBlank(at.text.charCodeAt(at.pos)))
    throw badHandle(start)
  passBlanks(at)
  const prefix = scanUri(at, start, false)
  if (!isSpaceOrEnd(at.text.charCodeAt(at.pos))) throw badHandle(start)
  return { kind: 'tag', handle, prefix }
}

function passBlanks(at: Cursor): void {
  while (isBlank(at.text.charCodeAt(at.pos))) at.pos++
}

function badVersion(offset: number): YamlError {
  return new YamlError('yaml-directive', offset, '`%YAML` needs a version: %YAML 1.1, or leave the line out')
}

function badHandle(offset: number): YamlError {
  return new YamlError(
    'yaml-directive',
    offset,
    '`%TAG` needs a handle and a prefix: %TAG !own! tag:example.org:',
  )
}
