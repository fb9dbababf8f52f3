import { parameterName, targetPath, unitName } from './names.ts'
import type { LooseText, Touch } from './touch.ts'

/** How a touch meets what was asked for: it itself, something below it, or a tree that may hold it. */
export type Meeting = 'itself' | 'below' | 'around'

/** What somebody wants to know about: a path, a user, a unit, a kernel parameter, as typed. */
export interface Question {
  readonly word: string
  meets(touch: Touch): Meeting | undefined
  /** Whether a command holds the word as a word of its own. */
  occursIn(text: LooseText): boolean
}

/** A word that starts with a slash is a path; any other is looked for under all kinds of names. */
export function questionOf(typed: string): Question {
  const isPath = typed.startsWith('/')
  const word = isPath ? targetPath(typed) : typed
  const pattern = wordPattern(word, isPath)
  return {
    word,
    meets: isPath ? (touch) => meetsPath(touch, word) : (touch) => meetsName(touch, word),
    occursIn: ({ text }) => pattern.test(text),
  }
}

/** Keys whose values become trees: what is in them is not known here. */
const trees: ReadonlySet<unknown> = new Set(['git', 'unpack_images'])

function meetsPath({ kind, name, at }: Touch, word: string): Meeting | undefined {
  if (kind !== 'path') return undefined
  if (name === word) return 'itself'
  if (name.startsWith(word === '/' ? '/' : `${word}/`)) return 'below'
  return trees.has(at[0]) && word.startsWith(name === '/' ? '/' : `${name}/`) ? 'around' : undefined
}

function meetsName({ kind, name }: Touch, word: string): Meeting | undefined {
  switch (kind) {
    case 'path':
      return undefined
    case 'unit':
      return name === unitName(word) ? 'itself' : undefined
    case 'kernel parameter':
      return name === parameterName(word) ? 'itself' : undefined
    default:
      return name === word ? 'itself' : undefined
  }
}

/** The word between others; what continues a path or a name is another word. */
function wordPattern(word: string, isPath: boolean): RegExp {
  const short = word.replace(/\.service$/, '')
  const parameter = word.includes('/') && !isPath ? [word.replaceAll('/', '.')] : []
  const spelt = [...new Set([word, short, ...parameter])].sort((a, b) => b.length - a.length)
  const either = spelt.map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|')
  // Behind a path more of it may follow: what is below a folder belongs to it.
  return new RegExp(
    `(?<![\\w.@/-])(?:${either})(?:\\.service)?${isPath ? '(?![\\w@-]|\\.\\w)' : '(?![\\w@/-]|\\.\\w)'}`,
  )
}
