import t from 'tap'
import { readArguments } from '../../src/commands/arguments.ts'
import type { Option } from '../../src/commands/command.ts'

const options: Option[] = [
  { long: 'stage', short: 's', value: 'STAGE', docs: '' },
  { long: 'dot', short: 'd', docs: '' },
  { long: 'all', short: 'a', docs: '' },
  { long: 'dir', value: 'DIR', repeatable: true, docs: '' },
  { long: 'level', value: 'LEVEL', choices: ['low', 'high'], docs: '' },
]

t.test('options and operands may stand in any order, and the last value wins', async (t) => {
  const given = readArguments(
    ['x', '-s', 'a', 'y', '--stage=b', '-sc', '--dir', '1', '--dir=2', '-da'],
    options,
  )
  t.same(given.operands, ['x', 'y'])
  t.equal(given.value('stage'), 'c')
  t.same(given.values('dir'), ['1', '2'])
  t.same([...given.switches], ['dot', 'all'])
})

t.test('after -- everything is an operand, and - alone always is', async (t) => {
  t.same(readArguments(['-', '--', '-s', '--nope'], options).operands, ['-', '-s', '--nope'])
})

t.test('a switch that has a truth takes it in the ways of Go', async (t) => {
  const truth: Option[] = [{ long: 'dot', short: 'd', truth: true, docs: '' }]
  for (const [words, on] of [
    [['-d'], true],
    [['-d=true'], true],
    [['--dot=1'], true],
    [['-d', '--dot=false'], false],
    [['-d', '-d=0'], false],
  ] as const) {
    t.equal(readArguments(words, truth).switches.has('dot'), on, words.join(' '))
  }
  t.throws(() => readArguments(['-d=perhaps'], truth), /--dot takes no value/)
})

t.test('an empty value is a mistake of a script, unless the option allows it', async (t) => {
  t.throws(() => readArguments(['--dir', ''], options), /--dir needs a value, not an empty text/)
  t.throws(() => readArguments(['--dir='], options), /--dir needs a value/)
  const mayBeEmpty: Option[] = [{ long: 'stage', value: 'STAGE', mayBeEmpty: true, docs: '' }]
  t.equal(readArguments(['--stage='], mayBeEmpty).value('stage'), '')
})

t.test('mistakes are named, with the nearest option', async (t) => {
  for (const [words, message] of [
    [['--stgae', 'x'], /--stgae is not an option here; did you mean --stage\?/],
    [['-x'], /-x is not an option here/],
    [['--stage'], /--stage needs a value/],
    [['--dot=maybe'], /--dot/],
    [['--level', 'middle'], /--level takes low, high, not "middle"/],
  ] as const) {
    t.throws(() => readArguments(words, options), { name: 'UsageError', message })
  }
})
