/** A word of a command line and where it starts. */
export interface Word {
  readonly text: string
  readonly offset: number
}

/** The words before the end, or before the error that ends the splitting. */
export interface SplitLine {
  readonly words: readonly Word[]
  readonly error?: { readonly message: string; readonly offset: number }
}

/**
 * Splits a text as google/shlex does: blanks separate, quotes and backslashes keep, a word that starts with `#`
 * begins a comment that ends with its line. Bytes that are not UTF-8 become U+FFFD.
 */
export function splitWords(line: string): SplitLine {
  const text = line.toWellFormed()
  const words: Word[] = []
  for (let i = 0; i < text.length; ) {
    const char = text[i] as string
    if (isSpace(char)) i++
    else if (char === '#') {
      const end = text.indexOf('\n', i)
      i = end < 0 ? text.length : end + 1
    } else {
      const read = readWord(text, i)
      if (read.problem !== undefined) return { words, error: { message: read.problem, offset: i } }
      words.push({ text: read.word, offset: i })
      i = read.end
    }
  }
  return { words }
}

interface ReadWord {
  readonly word: string
  readonly end: number
  readonly problem?: string
}

function readWord(text: string, start: number): ReadWord {
  let word = ''
  let quote = ''
  let i = start
  for (; i < text.length; i++) {
    const char = text[i] as string
    if (char === quote) quote = ''
    else if (quote === '' && isSpace(char)) break
    else if (quote === '' && (char === '"' || char === "'")) quote = char
    else if (char === '\\' && quote !== "'") {
      if (++i === text.length) return { word, end: i, problem: 'A backslash at the end escapes nothing' }
      word += text[i]
    } else word += char
  }
  return quote === '' ? { word, end: i } : { word, end: i, problem: `A ${quote} is never closed` }
}

function isSpace(char: string): boolean {
  return char === ' ' || char === '\t' || char === '\n' || char === '\r'
}
