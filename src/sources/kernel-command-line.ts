/** Parameters whose values name further configuration: a path, a directory or a URL. */
const parameters = ['cos.setup', 'elemental.setup'] as const

/**
 * The sources that a kernel command line names, in its order. Double quotes around a value or a whole parameter
 * are taken off as the kernel does (Documentation/admin-guide/kernel-parameters); everything after the first `=`
 * is the value, so a URL keeps its query.
 */
export function setupSources(commandLine: string): string[] {
  const sources: string[] = []
  for (const word of splitParameters(commandLine)) {
    const equals = word.indexOf('=')
    if (equals < 0 || !parameters.some((name) => name === word.slice(0, equals))) continue
    const value = word.slice(equals + 1)
    if (value !== '') sources.push(value)
  }
  return sources
}

/** Splits at blanks outside double quotes, and takes the quotes off; there are no escapes. */
export function splitParameters(commandLine: string): string[] {
  const words: string[] = []
  let word = ''
  let quoted = false
  let started = false
  for (const sign of commandLine) {
    if (sign === '"') {
      quoted = !quoted
      started = true
    } else if (!quoted && (sign === ' ' || sign === '\t' || sign === '\n')) {
      if (started) words.push(word)
      word = ''
      started = false
    } else {
      word += sign
      started = true
    }
  }
  if (started) words.push(word)
  return words
}
