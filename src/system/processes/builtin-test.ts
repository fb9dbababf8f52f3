import { lstatSync, type Stats, statSync } from 'node:fs'
import type { SimpleCommand } from './simple-command.ts'

/** Whether a command is `test` or `[`. */
export function isTest({ words: [program] }: SimpleCommand): boolean {
  return program === 'test' || program === '['
}

/**
 * What `test` or `[` answers, where POSIX says it without doubt and no process is needed to tell: files that exist,
 * texts that are equal. Undefined for anything else.
 */
export function testResult({ words: [program, ...rest], redirections }: SimpleCommand): boolean | undefined {
  // Nothing is printed, so nothing is lost by not opening a place for it; a file would be made.
  if (redirections.some((redirection) => 'path' in redirection && redirection.path !== '/dev/null'))
    return undefined
  if (program === 'test') return evaluate(rest)
  return rest.at(-1) === ']' ? evaluate(rest.slice(0, -1)) : undefined
}

/** By the number of arguments, as POSIX decides what is meant; shells disagree where an operand looks like more. */
function evaluate(words: readonly string[]): boolean | undefined {
  const [first = '', second = '', third = ''] = words
  if (first === '!' && words.length > 1) {
    const result = second === '!' ? undefined : evaluate(words.slice(1))
    return result === undefined ? undefined : !result
  }
  switch (words.length) {
    case 0:
      return false
    case 1:
      return isOperand(first) ? first !== '' : undefined
    case 2:
      return isOperand(second) ? unary[first]?.(second) : undefined
    case 3:
      if ((second !== '=' && second !== '!=') || !isOperand(first) || !isOperand(third)) return undefined
      return (first === third) === (second === '=')
    default:
      return undefined
  }
}

function isOperand(word: string): boolean {
  return !/^-|^(?:!|!?=)$/.test(word)
}

const unary: Readonly<Record<string, ((word: string) => boolean) | undefined>> = {
  '-n': (text) => text !== '',
  '-z': (text) => text === '',
  '-e': (path) => stateOf(path) !== undefined,
  '-f': (path) => stateOf(path)?.isFile() === true,
  '-d': (path) => stateOf(path)?.isDirectory() === true,
  '-s': (path) => (stateOf(path)?.size ?? 0) > 0,
  '-h': (path) => stateOf(path, lstatSync)?.isSymbolicLink() === true,
  '-L': (path) => stateOf(path, lstatSync)?.isSymbolicLink() === true,
}

function stateOf(path: string, look: typeof statSync | typeof lstatSync = statSync): Stats | undefined {
  try {
    return look(path, { throwIfNoEntry: false })
  } catch {
    return undefined
  }
}
