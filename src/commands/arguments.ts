import { suggest } from '../core/config/suggest.ts'
import { type Arguments, type Option, UsageError } from './command.ts'

/**
 * Reads a command line as GNU's getopt_long does: options and operands in any order, `--name=value`, `-xVALUE`,
 * bundled switches, `--` ends options, `-` alone is an operand. A library would cost more start-up time than the
 * whole run has (3 ms for the smallest that refuses unknown options).
 */
export function readArguments(words: readonly string[], options: readonly Option[]): Arguments {
  const operands: string[] = []
  const switches = new Set<string>()
  const values = new Map<string, string[]>()

  const set = (option: Option, value: string) => {
    // An unset variable of a script must not become the running system, or the current folder.
    if (value === '' && option.mayBeEmpty !== true)
      throw new UsageError(`--${option.long} needs a value, not an empty text`)
    if (option.choices && !option.choices.includes(value)) {
      throw new UsageError(`--${option.long} takes ${option.choices.join(', ')}, not "${value}"`)
    }
    const all = values.get(option.long)
    if (all) all.push(value)
    else values.set(option.long, [value])
  }

  const turn = (option: Option, word: string) => {
    const on = option.truth ? truths.get(word) : undefined
    if (on === undefined) throw new UsageError(`--${option.long} takes no value`)
    if (on) switches.add(option.long)
    else switches.delete(option.long)
  }

  for (let i = 0; i < words.length; i++) {
    const word = words[i] as string
    const following = () => {
      if (i + 1 >= words.length) throw new UsageError(`${word} needs a value`)
      return words[++i] as string
    }
    if (word === '--') {
      operands.push(...words.slice(i + 1))
      break
    }
    if (word.startsWith('--')) {
      const equals = word.indexOf('=')
      const name = equals < 0 ? word.slice(2) : word.slice(2, equals)
      const option =
        options.find((candidate) => candidate.long === name) ?? unknownOption(`--${name}`, options)
      if (option.value !== undefined) set(option, equals < 0 ? following() : word.slice(equals + 1))
      else if (equals < 0) switches.add(option.long)
      else turn(option, word.slice(equals + 1))
    } else if (word.length > 1 && word.startsWith('-')) {
      for (let k = 1; k < word.length; k++) {
        const letter = word.charAt(k)
        const option =
          options.find((candidate) => candidate.short === letter) ?? unknownOption(`-${letter}`, options)
        const rest = word.slice(k + 1)
        if (option.value === undefined) {
          if (rest.startsWith('=')) {
            turn(option, rest.slice(1))
            break
          }
          switches.add(option.long)
          continue
        }
        set(option, rest === '' ? following() : rest.startsWith('=') ? rest.slice(1) : rest)
        break
      }
    } else {
      operands.push(word)
    }
  }
  return {
    operands,
    switches,
    value: (long) => values.get(long)?.at(-1),
    values: (long) => values.get(long) ?? [],
  }
}

/** The words that Go's strconv.ParseBool takes. */
const truths: ReadonlyMap<string, boolean> = new Map([
  ...['1', 't', 'T', 'TRUE', 'true', 'True'].map((word) => [word, true] as const),
  ...['0', 'f', 'F', 'FALSE', 'false', 'False'].map((word) => [word, false] as const),
])

function unknownOption(word: string, options: readonly Option[]): never {
  const close = suggest(
    word,
    options.map((option) => `--${option.long}`),
  )
  throw new UsageError(`${word} is not an option here${close ? `; did you mean ${close}?` : ''}`)
}
