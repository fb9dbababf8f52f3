import t from 'tap'
import { patternFault } from '../../../src/core/regexp/fault.ts'

t.test('the part that Go does not accept is found in the pattern', async (t) => {
  const rows: readonly (readonly [pattern: string, part: string | undefined])[] = [
    ['^edge-[0-9]+$', undefined],
    ['(?i)a|b', undefined],
    ['', undefined],
    ['a(?=b)', '(?='],
    ['(?<!a)b', '(?<'],
    ['(?<=a)b', '(?<'],
    ['(a)\\1', '\\1'],
    ['x*edge**', '**'],
    ['*edge', '*'],
    ['ab[cd', '[cd'],
    ['a{2000}', '{2000}'],
    ['(ab', '(ab'],
    ['ab)', 'ab)'],
  ]
  for (const [pattern, part] of rows) {
    const fault = patternFault(pattern)
    if (part === undefined) t.equal(fault, undefined, pattern)
    else t.ok(fault && pattern.slice(fault.from, fault.to).startsWith(part), `${pattern}: ${fault?.part}`)
  }
})
