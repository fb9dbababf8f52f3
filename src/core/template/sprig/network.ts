import { AnswerPending, type Surroundings } from '../functions.ts'
import type { GoFunction } from '../values.ts'
import { define, fail, text } from './parameters.ts'
import { below } from './random-number.ts'

/** `getHostByName`: one of a host's addresses, at random. */
export function functions({ addresses, random }: Surroundings): readonly GoFunction[] {
  const answers = new Map<string, readonly string[]>()
  const ask = async (host: string): Promise<void> => {
    answers.set(host, await addresses(host).catch(() => []))
  }
  return [
    define('getHostByName', [text], (host) => {
      const known = answers.get(host)
      if (known === undefined) throw new AnswerPending(ask(host))
      if (known.length === 0) fail('invalid argument to Intn')
      return known[below(known.length, random)] ?? ''
    }),
  ]
}
