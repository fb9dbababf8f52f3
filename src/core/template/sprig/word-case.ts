import { withReplacements } from './byte-text.ts'
import { isUpper, toLower, toUpper } from './letters.ts'
import { isConnector, type Word, type WordKind, WordReader } from './words.ts'

/** `SomeWords`. Connectors at the start stay. */
export function camelCase(from: string): string {
  const chars = Array.from(withReplacements(from))
  const start = chars.findIndex((char) => !isConnector(char))
  if (start < 0) return chars.join('') + (chars.at(-1) ?? '')
  let result = chars.slice(0, start).join('')
  let lowering = isUpper(chars[start] ?? '')
  let current = toUpper(chars[start] ?? '')
  for (const char of chars.slice(start + 1)) {
    const previous = current
    current = char
    if (isConnector(char) && isConnector(previous)) {
      result += previous
      continue
    }
    if (isConnector(previous)) {
      lowering = isUpper(char)
      current = toUpper(char)
      continue
    }
    if (lowering && isUpper(char)) current = toLower(char)
    else if (lowering) lowering = false
    result += previous
  }
  return result + current
}

/** Words in small letters with a connector between them; a number belongs to what stands before it ("bld4_floor") unless small letters follow ("http_2xx"). */
export function lowerWords(from: string, connector: string): string {
  const words = new WordReader(Array.from(from))
  let result = ''
  const write = (word: Word): void => {
    result += lowered(word, connector)
  }
  const connectUnless = (kind: WordKind, ...kinds: readonly WordKind[]): void => {
    if (!kinds.includes(kind)) result += connector
  }
  const writeLettersAndNumbers = (first: Word): Word => {
    let word = first
    for (; word.kind === 'letters' || word.kind === 'number'; word = words.next()) write(word)
    return word
  }

  let word = words.next()
  while (words.hasMore()) {
    const previous = word
    if (previous.kind !== 'connector') write(previous)
    word = words.next()
    if (previous.kind === 'connector') {
      write(previous)
    } else if (previous.kind === 'number') {
      word = writeLettersAndNumbers(word)
      connectUnless(word.kind, 'none', 'punctuation', 'connector')
    } else if (previous.kind !== 'punctuation') {
      if (word.kind !== 'number') {
        connectUnless(word.kind, 'connector', 'punctuation')
      } else if (words.hasMore()) {
        const number = word
        word = words.next()
        if (word.kind !== 'letters') {
          write(number)
          connectUnless(word.kind, 'connector', 'punctuation')
        } else {
          result += connector
          write(number)
          word = writeLettersAndNumbers(word)
          connectUnless(word.kind, 'none', 'connector', 'punctuation')
        }
      }
    }
  }
  write(word)
  return result
}

function lowered({ kind, chars }: Word, connector: string): string {
  if (kind !== 'upper' && kind !== 'connector') return chars.join('')
  return chars
    .map((char) => {
      if (isConnector(char)) return connector
      return isUpper(char) ? toLower(char) : withReplacements(char)
    })
    .join('')
}
