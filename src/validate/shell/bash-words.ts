import type { Present } from '../../core/machine.ts'
import type { ShellToken } from '../../core/shell/tokens.ts'
import type { ShellTextAt } from './shell-texts.ts'
import { spokenWords } from './words.ts'

/** Something that bash has and POSIX shells do not. */
export interface BashWord {
  readonly from: number
  readonly to: number
  readonly written: string
  /** What to write so that every shell does it. */
  readonly instead: string
}

/** Which shell an image's /bin/sh is, by the name of what it leads to. */
export function shOf(image: Present | undefined): 'bash' | 'other' | 'unknown' {
  let path = '/bin/sh'
  for (let i = 0; image !== undefined && i < 8; i++) {
    const target = image.readlink(path)
    if (target === undefined) break
    path = target.startsWith('/') ? target : `${path.slice(0, path.lastIndexOf('/'))}/${target}`
  }
  if (path === '/bin/sh') return 'unknown'
  return path.endsWith('/bash') ? 'bash' : 'other'
}

const operators: Readonly<Record<string, string>> = {
  '&>': 'write `> FILE 2>&1`; a plain shell runs the command in the background and empties the file',
  '&>>': 'write `>> FILE 2>&1`',
  '|&': 'write `2>&1 |`',
  '<<<': 'write `printf "%s\\n" TEXT |` in front',
  '<(': 'write the output to a file first, or use a pipe',
  '>(': 'use a pipe',
}

const names: Readonly<Record<string, string>> = {
  '[[': 'write `[ ... ]`, or `case` for patterns',
  source: 'write `. FILE`',
  function: 'write `NAME() {`',
  declare: 'set the variable without it',
  let: 'write `$((...))`',
  pushd: 'write `cd`, in a subshell `( )` if need be',
  popd: 'write `cd`, in a subshell `( )` if need be',
  shopt: 'leave it out, or run a script with `#!/bin/bash`',
  mapfile: 'read the lines with `while read`',
  readarray: 'read the lines with `while read`',
}

/** The first thing in a text that only bash reads as it is meant; undefined where there is none. */
export function bashWord(shell: ShellTextAt): BashWord | undefined {
  const found = [inOperators(shell), inCommands(shell), inWords(shell)]
  return found.flatMap((each) => each ?? []).sort((a, b) => a.from - b.from)[0]
}

function inOperators({ shell: { tokens } }: ShellTextAt): BashWord | undefined {
  for (const [i, token] of tokens.entries()) {
    if (token.kind !== 'operator') continue
    const instead = Object.hasOwn(operators, token.text) ? operators[token.text] : undefined
    if (instead !== undefined) return wordFrom(token, instead)
    const before = tokens[i - 1]
    if (
      token.text === '(' &&
      before?.kind === 'word' &&
      before.to === token.from &&
      /^\w+\+?=$/.test(before.text)
    ) {
      return {
        from: before.from,
        to: token.to,
        written: `${before.text}(`,
        instead: 'a plain shell has no arrays',
      }
    }
  }
  return undefined
}

function inCommands({ commands }: ShellTextAt): BashWord | undefined {
  for (const command of commands) {
    const [name, ...args] = spokenWords(command)
    if (name === undefined) continue
    const instead = Object.hasOwn(names, name.text) ? names[name.text] : undefined
    if (instead !== undefined) return wordFrom(name, instead)
    const isTest = name.text === '[' || name.text === 'test'
    const equals = isTest ? args.find(({ text }) => text === '==') : undefined
    if (equals !== undefined) return wordFrom(equals, 'write `=`')
    const [flag] = args
    if (name.text === 'echo' && flag !== undefined && /^-[neE]*e[neE]*$/.test(flag.text)) {
      return wordFrom(flag, 'write `printf`; a plain shell prints the `-e`')
    }
  }
  return undefined
}

const expansion = /\$\{\w+(?:\[|\/|\^|,|:\d|: -?\d)/
const braces = /^[^'"`$\\]*(\{(?:[^\s{},'"]*,)+[^\s{},'"]*\}|\{\w+\.\.\w+\})/

function inWords({ shell: { tokens } }: ShellTextAt): BashWord | undefined {
  for (const token of tokens) {
    if (token.kind !== 'word' || token.text.startsWith("'")) continue
    const expanded = expansion.exec(token.text.replace(/'[^']*'/g, (quoted) => ' '.repeat(quoted.length)))
    if (expanded !== null) {
      const written = token.text.slice(expanded.index).replace(/\}.*/s, '}')
      return part(token, expanded.index, written, 'a plain shell cannot do it; use `sed`, `cut` or `tr`')
    }
    const listed = braces.exec(token.text)
    if (listed !== null) {
      const written = listed[1] as string
      return part(token, listed[0].length - written.length, written, 'write each word out')
    }
  }
  return undefined
}

function part({ from }: ShellToken, at: number, written: string, instead: string): BashWord {
  return { from: from + at, to: from + at + written.length, written, instead }
}

function wordFrom({ from, to, text }: ShellToken, instead: string): BashWord {
  return { from, to, written: text, instead }
}
