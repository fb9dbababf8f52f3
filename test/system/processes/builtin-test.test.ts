import { spawnSync } from 'node:child_process'
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import fc from 'fast-check'
import t from 'tap'
import { testResult } from '../../../src/system/processes/builtin-test.ts'
import { simpleCommands } from '../../../src/system/processes/simple-command.ts'
import { temporaryFolder } from '../temporary-folder.ts'

t.test('tests answer what sh answers', (t) => {
  const folder = temporaryFolder(t)
  writeFileSync(`${folder}/file`, 'x')
  writeFileSync(`${folder}/empty`, '')
  mkdirSync(`${folder}/dir`)
  symlinkSync('file', `${folder}/link`)
  symlinkSync('none', `${folder}/dangling`)
  const names = ['file', 'empty', 'dir', 'link', 'dangling', 'none', 'file/x'].map(
    (name) => `${folder}/${name}`,
  )
  const argument = fc.constantFrom(
    ...names,
    '-e',
    '-f',
    '-d',
    '-s',
    '-h',
    '-L',
    '-n',
    '-z',
    '!',
    '=',
    '!=',
    "''",
    'a',
    '-x',
  )
  const commands = fc
    .sample(fc.array(argument, { maxLength: 5 }), 4000)
    .map((words) => `[ ${[...words, ']'].join(' ')}`)
  const files = names.flatMap((name) =>
    ['-e', '-f', '-d', '-s', '-h', '-L'].map((flag) => `[ ${flag} ${name} ]`),
  )
  const asked = [...new Set([...commands, ...files])].flatMap((command) => {
    const [simple] = simpleCommands(command) ?? []
    const result = simple && testResult(simple)
    return result === undefined ? [] : [{ command, result }]
  })
  const script = asked.map(({ command }) => `${command}; echo $?\n`).join('')
  const { stdout } = spawnSync('sh', ['-c', script], { encoding: 'utf8', maxBuffer: 1 << 26 })
  const answers = stdout.trim().split('\n')
  t.ok(asked.length > 60, `${asked.length} of them are answered`)
  t.equal(answers.length, asked.length)
  asked.forEach(({ command, result }, index) => {
    if (answers[index] !== (result ? '0' : '1')) t.equal(result, answers[index] === '0', command)
  })
  t.end()
})

t.test('what is not certain is left to the shell', (t) => {
  for (const command of [
    '[ -f a',
    '[ a == b ]',
    '[ a -a b ]',
    '[ -x a ]',
    '[ 1 -eq 1 ]',
    'test a ]',
    '[ -f a ] > b',
  ]) {
    const [simple] = simpleCommands(command) ?? []
    t.equal(simple && testResult(simple), undefined, command)
  }
  t.end()
})
