import { writeFileSync } from 'node:fs'
import t from 'tap'
import { differences, machine, snapshot, write } from '../commands/machine.ts'
import { privateRun, run } from '../commands/program.ts'
import { temporaryFolder } from '../system/temporary-folder.ts'
import { boot, bootAround, complaints, isForPeople, machineAround } from './broken-layer.ts'

/** Command lines that make no sense, and what is said of them. */
const mistakes: readonly (readonly [words: readonly string[], message: string])[] = [
  [['run-stag', 'boot'], '"run-stag" is not a command; did you mean run-stage?'],
  [['constructor'], '"constructor" is not a command'],
  [['help', 'nothing'], '"nothing" is not a command'],
  [['run-stage'], 'run-stage needs the name of a stage, such as boot'],
  [['run-stage', ''], 'run-stage needs the name of a stage, such as boot'],
  [['run-stage', 'boot', 'network'], 'run-stage takes one stage; "network" is one too many'],
  [['run-stage', 'boot', '--dryrun'], '--dryrun is not an option here; did you mean --dry-run?'],
  [['run-stage', 'boot', '-x'], '-x is not an option here'],
  [['run-stage', 'boot', '--json=yes'], '--json takes no value'],
  [['run-stage', 'boot', '--root'], '--root needs a value'],
  [['run-stage', 'boot', '--root='], '--root needs a value, not an empty text'],
  [['run-stage', 'boot', '--config-dir', ''], '--config-dir needs a value, not an empty text'],
  [['run-stage', 'boot', '--cmdline', ''], '--cmdline needs a value, not an empty text'],
  [
    ['run-stage', 'boot', '--log-level', 'loud'],
    '--log-level takes error, warning, info, debug, trace, not "loud"',
  ],
  [['run-stage', 'boot', '--timeout', 'soon'], '--timeout takes a time such as 90s or 5min, not "soon"'],
  [
    ['run-stage', 'boot', '--timeout', '5constructor'],
    '--timeout takes a time such as 90s or 5min, not "5constructor"',
  ],
  [['run-stage', 'boot', '--timeout', '-1'], '--timeout takes a time such as 90s or 5min, not "-1"'],
  [['show'], 'show needs a source: a directory, a file, a URL or -'],
  [['render'], 'render needs a file, or - for standard input'],
  [['facts', 'x'], 'facts takes no operand, not "x"'],
]

t.test(
  'a command line that makes no sense is told in a line, with where to look, and nothing is done',
  async (t) => {
    const cwd = temporaryFolder(t)
    for (const [words, message] of mistakes) {
      const { exitCode, out, err } = await run(words, { cwd })
      t.equal(exitCode, 64, words.join(' '))
      t.equal(out, '')
      t.match(err, /^Try 'cos-config (\S+ )?--help'\.$/m)
      t.equal(err.split('\n')[0], `cos-config: ${message}`)
      t.equal(err.split('\n').length, 3)
    }
    t.equal(snapshot(cwd).size, 1)
  },
)

t.test('under the name yip all of it is 1', async (t) => {
  for (const [words, message] of [
    [[], 'yip: yip needs at least one path or URL as argument'],
    [['--stagee', 'x'], 'yip: --stagee is not an option here; did you mean --stage?'],
    [['/nowhere/x.yaml'], 'error: /nowhere/x.yaml does not exist [source-missing]'],
    [['stages: [\n'], 'error: <STDIN>:1:9: `[` is never closed [yaml-bracket]'],
    [['-', '/nowhere'], /^error: .*<STDIN>/],
  ] as const) {
    const { exitCode, out, err } = await run(['yip', ...words], { under: privateRun })
    t.equal(exitCode, 1, words.join(' '))
    t.equal(out, '')
    t.match(err.split('\n')[0], message)
  }
})

t.test('a configuration that is not there is told, and nothing else is read in its place', async (t) => {
  const root = machineAround(t)
  const missing = `${temporaryFolder(t)}/missing`
  const before = snapshot(root)
  const { exitCode, all } = await boot(root, ['--config-dir', missing])
  t.equal(exitCode, 65)
  t.same(complaints(all), [`error: ${missing} does not exist [source-missing]`])
  t.match(all, 'help: give --config-dir an existing folder or file')
  t.same(
    differences(before, snapshot(root)).filter((path) => !path.startsWith('/run')),
    [],
  )
})

t.test('of several configurations the ones that are there are applied', async (t) => {
  const root = machineAround(t)
  const words = ['/system/oem', '/nowhere', '/usr/local/cloud-config'].flatMap((path) => [
    '--config-dir',
    path === '/nowhere' ? path : `${root}${path}`,
  ])
  await bootAround(t, root, { complaints: ['error: /nowhere does not exist [source-missing]'] }, words)
})

t.test('a kernel command line that cannot be read is told when it was asked for', async (t) => {
  const folder = temporaryFolder(t)
  for (const [path, problem] of [
    [`${folder}/missing`, 'does not exist'],
    [folder, 'is a folder, not a file'],
  ]) {
    const complaint = `error: ${path} ${problem} [unreadable-file]`
    await bootAround(t, machineAround(t), { complaints: [complaint] }, ['--cmdline', path as string])
  }
  await bootAround(t, machineAround(t), { complaints: [], exitCode: 0 })
})

t.test('each mistake of a kernel command line is told', async (t) => {
  const root = machineAround(t, {
    'proc/cmdline':
      'quiet cos.setup=/nowhere cos.setup=word elemental.setup=ftp://host/x stages.boot[0].commands=x stages.boot[1].name="a\n',
  })
  await bootAround(t, root, {
    complaints: [
      'error: /nowhere does not exist [source-missing]',
      'error: word does not exist [source-missing]',
      /^error: ftp:\/\/host\/x .*cannot be fetched/,
      /^error: \/proc\/cmdline:1:70: `commands` must be a list, not the text `x`/,
      /^warning: \/proc\/cmdline:1:96: A " is never closed/,
    ],
  })
})

t.test('bytes of any kind on the kernel command line do no harm', async (t) => {
  const root = machineAround(t)
  write(root, { 'proc/cmdline': '' })
  for (const bytes of [
    [0, 255, 10],
    [34, 39, 92],
    [0xc3, 0x28, 61, 0],
    Array.from({ length: 4096 }, (_, i) => i % 256),
  ]) {
    writeFileSync(`${root}/proc/cmdline`, Buffer.from(bytes))
    const { exitCode, all } = await boot(root)
    t.ok(exitCode === 0 || exitCode === 65, `exit ${exitCode}`)
    t.notMatch(all, /defect|^ {4}at /m)
  }
})

t.test('an address that does not answer is told without its password', async (t) => {
  const root = machineAround(t, { 'proc/cmdline': 'cos.setup=http://me:secret@127.0.0.1:1/x\n' })
  const { all } = await bootAround(t, root, {
    complaints: [/^error: http:\/\/127.0.0.1:1\/x could not be fetched: .*refused/],
  })
  t.notMatch(all, 'secret')
})

t.test('files of render that cannot be read or understood are told', async (t) => {
  const folder = temporaryFolder(t)
  write(folder, {
    'bad.json': '{"a": 1,\n  "b": x}\n',
    'bad.tmpl': 'one\n{{ .a | nothing }}\n',
    'good.tmpl': 'a',
  })
  for (const [words, exitCode, message] of [
    [['missing'], 66, 'cos-config: missing does not exist\n'],
    [['.'], 66, 'cos-config: . is a folder, not a file\n'],
    [['good.tmpl', '--values', 'missing'], 66, 'cos-config: missing does not exist\n'],
    [['good.tmpl', '--values', 'bad.json'], 65, 'bad.json:2:8: this is not JSON\n'],
    [['bad.tmpl'], 1, /^bad\.tmpl:2:\d+: .*nothing.*\n$/],
  ] as const) {
    const ended = await run(['render', ...words], { cwd: folder })
    t.equal(ended.exitCode, exitCode, words.join(' '))
    t.equal(ended.out, '')
    t.match(ended.err, message)
    isForPeople(t, ended.all)
  }
})

t.test('the folder one stands in may be gone', async (t) => {
  const root = machine(t, { 'oem/a.yaml': 'stages: {boot: [{files: [{path: /made, content: x}]}]}\n' })
  const gone = `mkdir "$0" && cd "$0" && rmdir "$0" && exec "$@"`
  const under = ['sh', '-c', gone, `${temporaryFolder(t)}/gone`]
  t.equal((await boot(root, [], { under })).exitCode, 0)
  const relative = await boot(root, ['--root', 'x'], { under })
  t.equal(relative.exitCode, 66)
  t.match(relative.err, 'cos-config: --root x does not exist\n')
})
