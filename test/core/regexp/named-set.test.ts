import t from 'tap'
import { perlSet, posixSet, unicodeSet } from '../../../src/core/regexp/named-set.ts'

const code = (char: string) => char.codePointAt(0) as number

t.test('perl and posix sets are those of ASCII', async (t) => {
  t.equal(perlSet('w', false)?.(code('_')), true)
  t.equal(perlSet('w', false)?.(code('é')), false)
  t.equal(perlSet('W', false)?.(code('é')), true)
  t.equal(perlSet('s', false)?.(code('\v')), false, 'no vertical tab in \\s')
  t.equal(posixSet('space', false)?.(code('\v')), true, 'but in [:space:]')
  t.equal(posixSet('^alpha', false)?.(code('1')), true)
  t.equal(perlSet('q', false), undefined)
  t.equal(posixSet('Alpha', false), undefined)
  t.equal(posixSet('constructor', false), undefined)
})

t.test('ignoring case adds the letters that fold to ASCII ones', async (t) => {
  t.equal(posixSet('lower', true)?.(code('K')), true)
  t.equal(posixSet('lower', true)?.(0x212a), true, 'the Kelvin sign')
  t.equal(perlSet('W', true)?.(0x17f), false, 'the long s is a word character then')
  t.equal(unicodeSet('Lu', true)?.(code('é')), true)
})

t.test('names of Unicode sets: those that Go knows, in any casing', async (t) => {
  for (const name of [
    'L',
    'lu',
    'Letter',
    'uppercase_letter',
    'LC',
    'Greek',
    'greek',
    'Han',
    'Nko',
    'Any',
    'ascii',
    'Assigned',
    'Cn',
  ]) {
    t.ok(unicodeSet(name, false), name)
  }
  for (const name of [
    '',
    'Grek',
    'Qaac',
    'Old_Italic',
    'Emoji',
    'IsGreek',
    'script=Greek',
    'Unknown',
    'X',
    'Ll}|\\p{Lu',
  ]) {
    t.equal(unicodeSet(name, false), undefined, name)
  }
  t.equal(unicodeSet('Greek', false)?.(code('α')), true)
  t.equal(unicodeSet('Greek', false)?.(code('a')), false)
})
