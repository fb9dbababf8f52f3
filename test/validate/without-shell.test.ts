import { writeFileSync } from 'node:fs'
import t from 'tap'
import { readArguments } from '../../src/commands/arguments.ts'
import { validate } from '../../src/commands/validate.ts'
import { temporaryFolder } from '../system/temporary-folder.ts'

/** What goes to standard output and to standard error, and the exit code, with a search path. */
async function validatedWith(searchPath: string, file: string) {
  const before = process.env.PATH
  process.env.PATH = searchPath
  const printed = { out: '', err: '' }
  const terminal = {
    out: (text: string) => {
      printed.out += text
    },
    say: () => {},
    err: (text: string) => {
      printed.err += text
    },
    isOutputLost: false,
    colours: () => false,
  }
  try {
    const exitCode = await validate.run(readArguments([file], validate.options), terminal)
    return { ...printed, exitCode }
  } finally {
    process.env.PATH = before
  }
}

t.test('without a shell commands are not parsed, and that is said once', async (t) => {
  const folder = temporaryFolder(t)
  const file = `${folder}/a.yaml`
  writeFileSync(file, 'stages:\n  boot:\n    - name: Log\n      commands: ["logger \\"a", "logger \\"b"]\n')
  const without = await validatedWith(folder, file)
  t.equal(
    without.err,
    'there is no sh on the search path: commands are not parsed (shell-syntax is left out)\n',
  )
  t.equal(without.exitCode, 0)
  const withShell = await validatedWith('/bin:/usr/bin', file)
  t.equal(withShell.err, '')
  t.equal(withShell.exitCode, 65)
  t.match(withShell.out, /error\[shell-syntax\]/)
})
