import type { Effect } from './touch.ts'

/** What came of a touch, seen from the end. */
export type Standing =
  /** Its word counts. */
  | 'wins'
  /** It counts where the conditions of its step hold. */
  | 'wins if its conditions hold'
  /** A later one wins over it. */
  | 'replaced'
  /** What it would make is there already. */
  | 'not needed'
  /** It stays beside the others. */
  | 'adds'
  /** It is made in the initrd, which is left behind. */
  | 'gone after the initrd'
  /** Nobody can tell without running it. */
  | 'maybe'

/** A touch as far as its standing depends on it. */
export interface Contender {
  readonly effect: Effect
  /** All that compete have the same. */
  readonly aspect: string
  readonly isConditional: boolean
  readonly isLeftBehind: boolean
}

/** The standings of touches of one subject, given in the order in which they happen. */
export function standingsOf(contenders: readonly Contender[]): readonly Standing[] {
  const standings: Standing[] = []
  /** By aspect: the numbers of those that count so far, the last of them last. */
  const winners = new Map<string, number[]>()
  for (const [number, { effect, aspect, isConditional, isLeftBehind }] of contenders.entries()) {
    const before = winners.get(aspect) ?? []
    const isSettled = before.some((other) => standings[other] === 'wins')
    const wins = isConditional ? 'wins if its conditions hold' : 'wins'
    if (isLeftBehind) standings.push('gone after the initrd')
    else if (effect === 'may') standings.push('maybe')
    else if (effect === 'adds') standings.push('adds')
    else if (effect === 'creates' && isSettled) standings.push('not needed')
    else {
      standings.push(wins)
      if (effect === 'sets' && !isConditional) {
        for (const other of before) standings[other] = 'replaced'
        winners.set(aspect, [number])
      } else winners.set(aspect, [...before, number])
    }
  }
  return standings
}
