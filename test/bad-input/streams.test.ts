import { readFileSync } from 'node:fs'
import t from 'tap'
import { machine, reportOf } from '../commands/machine.ts'
import { nodeBuild, privateRun, run, standaloneBuild } from '../commands/program.ts'
import { boot, complaints } from './broken-layer.ts'

const builds = { node: nodeBuild, ...(standaloneBuild && { standalone: standaloneBuild }) }
if (!standaloneBuild) console.error('LEFT OUT: the standalone executable is not built (npm run build)')

/** Runs the program by a shell that redirects its streams. */
const redirected = (how: string) => ['sh', '-c', `"$@" ${how}`, 'sh']

const several = `stages:
  boot:
    - files: [{path: /etc/one, permissions: 0644, content: one}]
    - files: [{path: /etc/passwd/two, content: two}]
    - files: [{path: /etc/three, permissions: 0644, content: three}]
`

for (const [name, engine] of Object.entries(builds)) {
  t.test(
    `streams that are closed keep nothing from being done, and get into no file (${name})`,
    async (t) => {
      for (const how of ['>&-', '2>&-', '<&-', '>&- 2>&-', '<&- >&-', '<&- >&- 2>&-']) {
        const root = machine(t, { 'oem/a.yaml': several })
        const { exitCode } = await boot(root, [], { engine, under: redirected(how) })
        t.equal(exitCode, 1, how)
        for (const file of ['one', 'three']) t.equal(readFileSync(`${root}/etc/${file}`, 'utf8'), file)
        t.match(reportOf(root, 'boot'), { exitCode: 1, summary: { changed: 2, failed: 1 } })
      }
    },
  )

  t.test(`a reader that goes away keeps nothing from being done (${name})`, async (t) => {
    const steps = '    - files: [{path: /etc/one, permissions: 0644}]\n      commands: []\n'
    const last = '    - files: [{path: /etc/last, permissions: 0644, content: last}]\n'
    const root = machine(t, { 'oem/a.yaml': `stages:\n  boot:\n${steps.repeat(2000)}${last}` })
    const { all } = await boot(root, ['--log-level', 'trace'], {
      engine,
      under: redirected('2>&1 | head -1'),
    })
    t.equal(all.split('\n').length, 2, all)
    t.equal(readFileSync(`${root}/etc/last`, 'utf8'), 'last')
    t.equal(reportOf(root, 'boot').exitCode, 0)
  })
}

t.test(
  'a result that a full disk swallows is told; what only tells of the work is not worth it',
  async (t) => {
    const root = machine(t, { 'oem/a.yaml': 'stages: {}\n' })
    const under = redirected('>/dev/full')
    for (const [words, exitCode] of [
      [['show', `${root}/oem`], 73],
      [['facts', '--root', root], 73],
      [['render', `${root}/oem/a.yaml`], 73],
      [['run-stage', 'boot', '--root', root, '--json'], 73],
      [['run-stage', 'boot', '--root', root], 0],
    ] as const) {
      const ended = await run(words, { under })
      t.equal(ended.exitCode, exitCode, words.join(' '))
      if (exitCode === 73) t.match(ended.err, /no space is left where it goes to\n$/)
    }
  },
)

t.test('standard input may be closed, empty, or a folder', async (t) => {
  for (const how of ['<&-', '</dev/null']) {
    t.match(await run(['show', '-'], { under: redirected(how) }), { exitCode: 0, out: /"stages": \{\}/ }, how)
    t.match(await run(['render', '-'], { under: redirected(how) }), { exitCode: 0, all: '' }, how)
    t.match(
      await run(['yip', '-a', '--no-cache', '-'], { under: redirected(how) }),
      { exitCode: 0, all: '' },
      how,
    )
  }
  for (const command of ['show', 'render']) {
    const ended = await run([command, '-'], { under: redirected('</') })
    t.match(ended, { exitCode: 66, all: 'cos-config: standard input is a folder, not a file\n' })
  }
  const asYip = await run(['yip', '-'], { under: [...privateRun, ...redirected('</')] })
  t.match(asYip, { exitCode: 1, all: 'yip: standard input is a folder, not a file\n' })
})

t.test('standard input may hold anything', async (t) => {
  for (const input of ['a: [\n', '\0\0', Buffer.from([0xff, 0xfe, 0xfd]), 'x'.repeat(40_000_000)]) {
    const { exitCode, all } = await run(['show', '-'], { input })
    const isLarge = input.length > 1e6
    t.equal(exitCode, isLarge ? 66 : 65)
    t.match(complaints(all), isLarge ? [/is larger than 32 MiB/] : [/^error: <STDIN>:1:\d+: /])
    t.ok(all.length < 1000)
  }
})
