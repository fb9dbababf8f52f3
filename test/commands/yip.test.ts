import { existsSync, readFileSync, symlinkSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import t, { type Test } from 'tap'
import { temporaryFolder } from '../system/temporary-folder.ts'
import { write } from './machine.ts'
import { type Ended, nodeBuild, privateRun, run, type Surroundings } from './program.ts'

function yip(words: readonly string[], surroundings: Surroundings = {}): Promise<Ended> {
  return run(['yip', ...words], { under: privateRun, ...surroundings })
}

/** A folder, and a configuration whose stages each append their name to a file of it. */
function marked(t: Test, ...stages: readonly string[]) {
  const folder = temporaryFolder(t)
  const text = `stages:\n${stages.map((stage) => `  ${stage}: [{commands: ["echo ${stage} >> ${folder}/ran"]}]\n`).join('')}`
  write(folder, { 'a.yaml': text })
  return {
    folder,
    text,
    file: `${folder}/a.yaml`,
    ran: () => (existsSync(`${folder}/ran`) ? readFileSync(`${folder}/ran`, 'utf8').trim().split('\n') : []),
  }
}

t.test('the stage is named in any of the ways of a flag, the last one counts', async (t) => {
  const { file, ran } = marked(t, 'default', 'one', 'two')
  const forms = [
    [[file], 'default'],
    [['-s', 'one', file], 'one'],
    [['--stage=one', file], 'one'],
    [[file, '-s', 'one', '-s', 'two'], 'two'],
    [['--stage', 'one', '--', file], 'one'],
  ] as const
  for (const [words] of forms) t.equal((await yip(words)).exitCode, 0, words.join(' '))
  t.same(
    ran(),
    forms.map(([, stage]) => stage),
  )
})

t.test('only the stage itself is run, not its before and after', async (t) => {
  const { file, ran } = marked(t, 'one.before', 'one', 'one.after')
  await yip(['-s', 'one', file])
  t.same(ran(), ['one'])
})

t.test('text may come as an argument or by standard input', async (t) => {
  const { text, ran } = marked(t, 'default')
  t.equal((await yip([text])).exitCode, 0)
  t.equal((await yip(['-'], { input: text })).exitCode, 0)
  t.same(ran(), ['default', 'default'])
})

t.test('-d reads dot notation', async (t) => {
  const { folder, ran } = marked(t)
  const line = `stages.default[0].commands[0]="echo dots >> ${folder}/ran"`
  t.equal((await yip(['-d', line])).exitCode, 0)
  t.equal((await yip(['-d=true', '-'], { input: line })).exitCode, 0)
  t.same(ran(), ['dots', 'dots'])
})

t.test('-a prints the order and runs nothing, also of a directory with a broken file', async (t) => {
  const { folder, ran } = marked(t, 'default')
  write(folder, { 'b.yaml': 'stages: [', 'c.yaml': 'name: C\nstages: {default: [{name: x}, {name: y}]}\n' })
  const { exitCode, out, err } = await yip(['-a', folder])
  t.equal(exitCode, 0)
  t.match(err, `error: ${folder}/b.yaml:1:9: `)
  for (const name of [`${folder}/a.yaml.0`, 'C.x', 'C.y']) t.match(out, `<${name}>`)
  t.ok(out.indexOf('<C.x>') < out.indexOf('<C.y>'))
  t.same(ran(), [])
})

t.test('whatever goes wrong is exit code 1, and the rest is still run', async (t) => {
  const { folder, file, ran } = marked(t, 'default')
  write(folder, { 'fails.yaml': 'stages: {default: [{commands: ["exit 3"]}]}\n', 'broken.yaml': 'stages: [' })
  for (const bad of [`${folder}/fails.yaml`, `${folder}/broken.yaml`, '/nowhere/at/all', '{stages: 3}']) {
    const { exitCode, all } = await yip([bad, file])
    t.equal(exitCode, 1, bad)
    t.notMatch(all, /Usage/)
  }
  t.equal(ran().length, 4)
})

t.test('a wrong command line runs nothing and is exit code 1', async (t) => {
  const { file, ran } = marked(t, 'default')
  for (const words of [[], ['--nope', file], ['-s']]) {
    const { exitCode, err } = await yip(words)
    t.equal(exitCode, 1, words.join(' '))
    t.match(err, /^yip: .*\nTry 'yip --help'\.\n$/)
  }
  t.same(ran(), [])
})

t.test('help and version succeed and run nothing', async (t) => {
  const { file, ran } = marked(t, 'default')
  t.match(await yip(['-h', file]), { exitCode: 0, out: /^Usage: / })
  t.match(await yip(['--version', file]), { exitCode: 0, out: /^yip version 1\.24/ })
  t.same(ran(), [])
})

t.test('under the name yip the program is yip', async (t) => {
  const { folder, file, ran } = marked(t, 'default')
  const cli = nodeBuild.at(-1) ?? ''
  symlinkSync(cli, `${folder}/yip`)
  const engine = [...nodeBuild.slice(0, -1), `${folder}/yip`]
  t.equal((await run([file], { engine, under: privateRun })).exitCode, 0)
  t.match(await run(['--version'], { engine }), { exitCode: 0, out: /^yip version 1\.24/ })
  t.equal(
    (await run(['run-stage', 'boot'], { engine, under: privateRun })).exitCode,
    1,
    'its words are sources',
  )
  t.same(ran(), ['default'])
  t.ok(existsSync(fileURLToPath(new URL('../../dist/cli.js', import.meta.url))))
})

t.test('LOGLEVEL says how much is printed', async (t) => {
  const { file } = marked(t, 'default')
  t.equal((await yip([file], { env: { LOGLEVEL: 'error' } })).all, '')
  t.match((await yip([file], { env: { LOGLEVEL: 'WARNING' } })).all, /^$/)
  t.match((await yip([file], { env: { LOGLEVEL: 'nonsense' } })).all, /default: 1 changed/)
})
