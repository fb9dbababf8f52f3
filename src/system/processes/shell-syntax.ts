import { fromBytes, toBytes } from '../../core/go-string.ts'
import { unpaired } from '../../core/shell/commands.ts'
import { readShell } from '../../core/shell/lexer.ts'
import { childProcess } from './child-process.ts'
import { findProgram } from './find-program.ts'

/** What a shell cannot read: its words, and the line of the text from 1. */
export interface ShellMistake {
  readonly line: number
  readonly message: string
}

/** Parses a text; nothing of it is run. */
export type CheckShell = (text: string) => Promise<ShellMistake | undefined>

/**
 * Parses shell text with `sh -n`. Texts that are given at the same time go to one shell together, as starting one
 * takes longer than reading hundreds of commands. Undefined where the search path has no `sh`.
 */
export function shellChecker(searchPath: string): CheckShell | undefined {
  const sh = findProgram('sh', searchPath)
  if (sh === undefined) return undefined
  const known = new Map<string, Promise<ShellMistake | undefined>>()
  let waiting: Waiting[] = []
  const start = () => {
    const batch = waiting
    waiting = []
    checkAll(sh, batch).catch((error) => {
      for (const { reject } of batch) reject(error)
    })
  }
  return (text) => {
    let answer = known.get(text)
    if (answer === undefined) {
      answer = new Promise((resolve, reject) => {
        if (waiting.length === 0) setImmediate(start)
        waiting.push({ text, resolve, reject })
      })
      known.set(text, answer)
    }
    return answer
  }
}

interface Waiting {
  readonly text: string
  resolve(mistake: ShellMistake | undefined): void
  reject(error: unknown): void
}

/** Shells that are started at the same time. */
const PARALLEL = 4
/** A shell reads megabytes in a second; one that takes longer is not waited for. */
const DEADLINE_MS = 20_000
/** What a shell may say, in bytes. */
const MOST_WORDS = 1 << 16

async function checkAll(sh: string, batch: readonly Waiting[]): Promise<void> {
  const single: Waiting[] = []
  const together: Waiting[] = []
  for (const each of batch) (canStandBesideOthers(each.text) ? together : single).push(each)
  const alone = async () => {
    for (let next = single.pop(); next !== undefined; next = single.pop()) await checkOne(sh, next)
  }
  await Promise.all([checkTogether(sh, together), ...Array.from({ length: PARALLEL - 1 }, alone)])
}

/** Whether a text cannot swallow what follows it, nor end what is around it. */
function canStandBesideOthers(text: string): boolean {
  const { tokens, open, documents } = readShell(text)
  return (
    open === undefined &&
    documents.every(({ isClosed }) => isClosed) &&
    !text.endsWith('\\') &&
    !text.includes('\0') &&
    unpaired(tokens) === undefined
  )
}

/** Reads all texts in one go; at the first that is wrong it starts again behind it. */
async function checkTogether(sh: string, texts: readonly Waiting[]): Promise<void> {
  let rest = texts
  while (rest.length > 0) {
    const mistake = await parse(sh, rest.map(({ text }) => `{ :\n${text}\n}\n`).join(''))
    const wrong = mistake === undefined ? rest.length : indexOfLine(rest, mistake.line)
    for (const { resolve } of rest.slice(0, wrong)) resolve(undefined)
    const suspect = rest[wrong]
    if (suspect !== undefined) await checkOne(sh, suspect)
    rest = rest.slice(wrong + 1)
  }
}

function indexOfLine(texts: readonly Waiting[], line: number): number {
  let last = 0
  for (const [index, { text }] of texts.entries()) {
    last += text.split('\n').length + 2
    if (line <= last) return index
  }
  return texts.length - 1
}

async function checkOne(sh: string, { text, resolve }: Waiting): Promise<void> {
  resolve(await parse(sh, text))
}

async function parse(sh: string, script: string): Promise<ShellMistake | undefined> {
  const { execFile } = await childProcess()
  const options = {
    env: { LC_ALL: 'C' },
    cwd: '/',
    timeout: DEADLINE_MS,
    killSignal: 'SIGKILL',
    maxBuffer: MOST_WORDS,
    encoding: 'buffer',
  } as const
  return new Promise((resolve) => {
    const child = execFile(sh, ['-n'], options, (error, _, words) => {
      // A shell that could not be started, or was ended, has said nothing about the text.
      resolve(error !== null && typeof error.code === 'number' ? mistakeIn(fromBytes(words)) : undefined)
    })
    // The shell stops reading where it stops understanding.
    child.stdin?.on('error', () => {})
    child.stdin?.end(toBytes(script))
  })
}

/** `sh: 3: Syntax error: "fi" unexpected` of dash, `sh: line 3: ...` of bash and busybox. */
function mistakeIn(words: string): ShellMistake {
  const [, line = '1', said = words] = /^[^\n]*?:\s*(?:line )?(\d+): *([^\n]*)/.exec(words) ?? []
  const message = said.replace(/^[Ss]yntax error:? */, '').trim()
  return { line: Number(line), message: message === '' ? 'syntax error' : message }
}
