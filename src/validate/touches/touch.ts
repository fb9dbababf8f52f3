import type { ConfigPath } from '../rule.ts'

/** Kinds of things that a step can touch. */
export const subjectKinds = [
  'path',
  'user',
  'group',
  'unit',
  'kernel parameter',
  'kernel module',
  'variable',
  'package',
] as const

export type SubjectKind = (typeof subjectKinds)[number]

/**
 * What becomes of an aspect of a subject: `sets` it whatever it was, `creates` it where it is missing, `adds` to it and
 * leaves the rest; `may`: nobody can tell without running it.
 */
export type Effect = 'sets' | 'creates' | 'adds' | 'may'

/** One thing that a step does to one subject. */
export interface Touch {
  readonly kind: SubjectKind
  /** Paths clean and absolute, units with their ending, kernel parameters with slashes. */
  readonly name: string
  readonly effect: Effect
  /** What of the subject it decides; of two that set the same aspect the later one wins. */
  readonly aspect: string
  /** Said behind the name of the step: `writes the file`. */
  readonly does: string
  /** Where it stands in the step: `['files', 0, 'path']`. */
  readonly at: ConfigPath
}

/** Words that a step holds and that may name anything: its commands. */
export interface LooseText {
  readonly text: string
  readonly at: ConfigPath
}
