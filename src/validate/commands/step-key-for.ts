import type { PlainCommand } from './plain-command.ts'

/** A step key that does what a command does. */
export interface Replacement {
  /** The words of the command that tell it, for the marker. */
  readonly words: number
  /** As it would be written, without secrets: `modules: [br_netfilter]`. */
  readonly instead: string
  /** Whether the key's part of a step is applied before its commands, or behind them. */
  readonly when: 'before' | 'behind'
}

type Reader = (words: readonly string[], command: PlainCommand) => Replacement | undefined

/** By program. Each takes only what the key does just as well. */
const readers: Readonly<Record<string, Reader>> = {
  useradd: user,
  adduser: user,
  hostnamectl: ([verb = '', name]) =>
    /^(?:set-)?hostname$/.test(verb) && name !== undefined ? behind(2, `hostname: ${name}`) : undefined,
  hostname: ([name = '', ...more]) =>
    more.length === 0 && /^[\w.]/.test(name) ? behind(1, `hostname: ${name}`) : undefined,
  systemctl: ([verb = '', ...units]) =>
    /^(?:enable|disable|mask|start)$/.test(verb) &&
    units.length > 0 &&
    units.every((unit) => /^[\w@.:-]+$/.test(unit) && !/^-(?!-now$)/.test(unit))
      ? behind(2, `systemctl: {${verb}: [${units.join(' ')}]}`)
      : undefined,
  sysctl: (words) => {
    const settings = words.filter((word) => !/^(?:-w|-q|--write|--quiet)$/.test(word))
    const isPlain =
      settings.length > 0 && settings.every((word) => /^[\w./-]+=./.test(word) && !word.startsWith('-'))
    return isPlain
      ? behind(1, `sysctl: {${settings.map((word) => `${word.replace('=', ': "')}"`).join(', ')}}`)
      : undefined
  },
  modprobe: ([name = '', ...parameters]) =>
    /^\w[\w-]*$/.test(name) && parameters.every((word) => /^\w+=/.test(word))
      ? behind(1, `modules: [${[name, ...parameters].join(' ')}]`)
      : undefined,
  mkdir: (words) => {
    const paths = words.filter((word) => !/^(?:-p|-v|-pv|-vp|--parents|--verbose)$/.test(word))
    const [path = ''] = paths
    return paths.length > 0 && paths.every((word) => /^\/./.test(word) && !/^\/(?:proc|sys|dev)\//.test(word))
      ? ahead(1, `directories: [{path: ${path}, permissions: 0755}]`)
      : undefined
  },
  echo: written,
  printf: written,
  curl: (words) =>
    fetched(words, /^(?:-[fsSLk]+|--fail|--silent|--location|--show-error)$/, /^(?:-o|--output|-[fsSL]+o)$/),
  wget: (words) => fetched(words, /^(?:-q|-nv|--quiet|--no-verbose)$/, /^(?:-O|--output-document|-qO)$/),
}

/** What a step key would do just as well as a command; undefined for all others. */
export function stepKeyFor(command: PlainCommand): Replacement | undefined {
  const [program = '', ...words] = command.words
  const name = program.replace(/^\/(?:usr\/)?s?bin\//, '')
  if (command.into !== undefined && name !== 'echo' && name !== 'printf') return undefined
  return Object.hasOwn(readers, name) ? readers[name]?.(words, command) : undefined
}

function behind(words: number, instead: string): Replacement {
  return { words, instead, when: 'behind' }
}

function ahead(words: number, instead: string): Replacement {
  return { words, instead, when: 'before' }
}

function user(words: readonly string[]): Replacement | undefined {
  const name = words.at(-1) ?? ''
  return /^[a-z_][a-z0-9_.-]*$/.test(name) && !words.includes('--help')
    ? behind(1, `users: {${name}: {...}}`)
    : undefined
}

function written(_words: readonly string[], { into = '' }: PlainCommand): Replacement | undefined {
  const parameter = /^\/proc\/sys\/(.+)$/.exec(into)?.[1]
  if (parameter !== undefined) return behind(1, `sysctl: {${parameter.replaceAll('/', '.')}: ...}`)
  if (!/^\/./.test(into) || /^\/(?:proc|sys|dev)\//.test(into)) return undefined
  return ahead(1, `files: [{path: ${into}, permissions: 0644, content: ...}]`)
}

function fetched(words: readonly string[], harmless: RegExp, output: RegExp): Replacement | undefined {
  const left = words.filter((word) => !harmless.test(word))
  const at = left.findIndex((word) => output.test(word))
  const path = left[at + 1] ?? ''
  const urls = left.filter((_, i) => i !== at && i !== at + 1)
  if (at < 0 || urls.length !== 1 || !/^https?:\/\//.test(urls[0] ?? '') || !/^\/./.test(path))
    return undefined
  return ahead(1, `downloads: [{path: ${path}, permissions: 0644, url: ...}]`)
}
