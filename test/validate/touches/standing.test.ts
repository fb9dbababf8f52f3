import t from 'tap'
import { type Contender, standingsOf } from '../../../src/validate/touches/standing.ts'

function contender(words: string): Contender {
  const [effect, ...more] = words.split(' ')
  return {
    effect: effect as Contender['effect'],
    aspect: more.find((word) => word.startsWith('of:')) ?? 'content',
    isConditional: more.includes('if'),
    isLeftBehind: more.includes('initrd'),
  }
}

const cases: readonly [name: string, touches: readonly string[], standings: readonly string[]][] = [
  ['the last one wins', ['sets', 'sets', 'sets'], ['replaced', 'replaced', 'wins']],
  ['of each aspect on its own', ['sets of:mode', 'sets of:text'], ['wins', 'wins']],
  ['a conditional one leaves the one before', ['sets', 'sets if'], ['wins', 'wins if its conditions hold']],
  [
    'an unconditional one replaces conditional ones, too',
    ['sets', 'sets if', 'sets'],
    ['replaced', 'replaced', 'wins'],
  ],
  ['what is there need not be made', ['creates', 'creates', 'sets'], ['replaced', 'not needed', 'wins']],
  [
    'what may not be there is made',
    ['creates if', 'creates', 'creates'],
    ['wins if its conditions hold', 'wins', 'not needed'],
  ],
  ['additions stay', ['adds', 'sets', 'adds'], ['adds', 'wins', 'adds']],
  ['the initrd counts for nothing', ['sets', 'sets initrd'], ['wins', 'gone after the initrd']],
  ['a command counts for nothing that is known', ['sets', 'may'], ['wins', 'maybe']],
]

t.test('what came of touches of one thing', async (t) => {
  for (const [name, touches, standings] of cases) t.same(standingsOf(touches.map(contender)), standings, name)
})
