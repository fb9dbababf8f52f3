import { readFileSync } from 'node:fs'
import t from 'tap'
import { run } from './program.ts'

const names = ['run-stage', 'validate', 'show', 'why', 'render', 'facts', 'schema', 'yip', 'completion']
const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'))

t.test('the program says what it is, and names every command', async (t) => {
  for (const words of [['--help'], ['-h'], ['help']]) {
    const { exitCode, out, err } = await run(words)
    t.equal(exitCode, 0)
    t.equal(err, '')
    t.match(out, /^Usage: cos-config COMMAND/)
    for (const name of names) t.match(out, new RegExp(`^ {2}${name} +[A-Z]`, 'm'))
    t.match(out, /^Examples:\n {2}cos-config /m)
  }
})

t.test('every command has a help page with options, examples and exit codes', async (t) => {
  for (const name of names) {
    const { exitCode, out, err } = await run([name, '--help'])
    t.equal(exitCode, 0, name)
    t.equal(err, '')
    const sections = [...out.matchAll(/^(\w[\w ]*):(?= cos-config|$)/gm)].map((match) => match[1])
    t.same(sections, ['Usage', 'Options', 'Examples', 'Exit codes'], name)
    t.match(out, new RegExp(`^Usage: cos-config ${name}\\b`))
    t.match(out, /^Examples:\n( {2}# \S.*\n {2}\S.*\n)+$/m)
    t.match(out, /^Exit codes:\n( {2,4}\d+ {2}\S.*\n)+$/m)
    for (const line of out.split('\n')) t.ok(line.length <= 120, line)
    for (const example of out.match(/^ {2}cos-config .*/gm) ?? [])
      for (const option of example.match(/ --[a-z-]+/g) ?? [])
        t.match(out, new RegExp(`^ +(-., )?${option.trim()}\\b`, 'm'), example)
  }
  t.equal((await run(['help', 'show'])).out, (await run(['show', '--help'])).out)
  t.equal((await run(['run-stage', 'boot', '--strict', '-h'])).exitCode, 0, 'beside other words')
})

t.test('the version is that of the package', async (t) => {
  for (const words of [['--version'], ['run-stage', '--version'], ['show', 'x', '--version']]) {
    const { exitCode, out } = await run(words)
    t.equal(exitCode, 0)
    t.equal(out, `cos-config ${version}\n`)
  }
})

t.test('a wrong command line is exit code 64, one line, and where to read on', async (t) => {
  for (const [words, message] of [
    [['runstage'], '"runstage" is not a command; did you mean run-stage?'],
    [['__proto__'], '"__proto__" is not a command'],
    [['help', 'nothing'], '"nothing" is not a command'],
    [['run-stage', '--dry'], '--dry is not an option here'],
    [['run-stage', '--dryrun', 'boot'], 'did you mean --dry-run?'],
    [['run-stage', '--config-dir'], '--config-dir needs a value'],
    [['run-stage', '--strict=yes', 'boot'], '--strict takes no value'],
    [
      ['run-stage', '--log-level', 'loud', 'boot'],
      '--log-level takes error, warning, info, debug, trace, not "loud"',
    ],
  ] as const) {
    const { exitCode, out, err } = await run(words)
    t.equal(exitCode, 64, words.join(' '))
    t.equal(out, '')
    t.match(err, `cos-config: `)
    t.match(err, message)
    t.match(err, /\nTry 'cos-config (\w[\w-]* )?--help'\.\n$/)
  }
})

t.test('without a command the help goes to standard error', async (t) => {
  const { exitCode, out, err } = await run([])
  t.equal(exitCode, 64)
  t.equal(out, '')
  t.match(err, /^Usage: /)
})
