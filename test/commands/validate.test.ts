import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import t, { type Test } from 'tap'
import { temporaryFolder } from '../system/temporary-folder.ts'
import { ranValidate, validated } from '../validate/in-process.ts'
import { run, standaloneBuild } from './program.ts'

const good = 'stages:\n  boot:\n    - name: Kernel\n      sysctl:\n        kernel.panic: "10"\n'
const broken = 'stages:\n  boot:\n    - name: Kernel\n      comands: [x]\n'
/** One warning: the file gets mode 0204. */
const doubtful =
  'stages:\n  boot:\n    - name: File\n      files:\n        - path: /etc/motd\n          permissions: 644\n          content: Welcome\n'

function folderWith(t: Test, files: Readonly<Record<string, string>>): string {
  const folder = temporaryFolder(t)
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(`${folder}/${path}`), { recursive: true })
    writeFileSync(`${folder}/${path}`, text)
  }
  return folder
}

/** `FILE:LINE:COLUMN RULE` of all that was found. */
async function places(words: readonly string[], folder: string): Promise<readonly string[]> {
  const { diagnostics } = await validated(words, folder)
  return diagnostics.map(({ file, line, column, rule }) => `${file}:${line}:${column} ${rule}`)
}

t.test('exit codes tell clean, warnings that count, and errors', async (t) => {
  const folder = folderWith(t, { 'good.yaml': good, 'doubtful.yaml': doubtful, 'broken.yaml': broken })
  const table: readonly (readonly [code: number, words: readonly string[]])[] = [
    [0, ['good.yaml']],
    [0, ['doubtful.yaml']],
    [1, ['--strict', 'doubtful.yaml']],
    [0, ['--strict', 'good.yaml']],
    [0, ['--max-warnings', '1', 'doubtful.yaml']],
    [1, ['--max-warnings', '0', 'doubtful.yaml']],
    [1, ['--max-warnings', '0', '--quiet', 'doubtful.yaml']],
    [65, ['broken.yaml']],
    [65, ['--strict', 'broken.yaml', 'doubtful.yaml']],
    [65, ['gone.yaml']],
    [65, ['--rule', 'decimal-mode=error', 'doubtful.yaml']],
    [0, ['--strict', '--rule', 'decimal-mode=off', 'doubtful.yaml']],
    [1, ['--strict', '--rule=unknown-key=warn', 'broken.yaml']],
  ]
  for (const [code, words] of table) {
    const { exitCode } = await ranValidate(words, folder)
    t.equal(exitCode, code, words.join(' '))
  }
})

t.test('a command line that makes no sense checks nothing', async (t) => {
  for (const words of [
    ['--rule', 'decimal-mode'],
    ['--rule', 'decimal-mode=loud'],
    ['--rule', 'decimal-mod=off'],
    ['--max-warnings', 'few'],
    ['--max-warnings', '-1'],
    ['--format', 'xml'],
    ['--stict'],
  ]) {
    await t.rejects(ranValidate(words), { name: 'UsageError' }, words.join(' '))
  }
  await t.rejects(ranValidate(['--rule', 'decimal-mod=off']), /did you mean `decimal-mode`/)
})

t.test('folders are read as at boot', async (t) => {
  const folder = folderWith(t, {
    'oem/b.yaml': broken,
    'oem/a/x.yml': broken,
    'oem/.hidden.yaml': broken,
    'oem/notes.txt': broken,
    'elsewhere/linked.yaml': broken,
  })
  symlinkSync('../elsewhere/linked.yaml', `${folder}/oem/c.yaml`)
  symlinkSync('../elsewhere', `${folder}/oem/folder`)
  symlinkSync('gone', `${folder}/oem/d.yaml`)
  t.same(await places(['oem'], folder), [
    'oem/d.yaml:1:1 unreadable-file',
    'oem/.hidden.yaml:4:7 unknown-key',
    'oem/a/x.yml:4:7 unknown-key',
    'oem/b.yaml:4:7 unknown-key',
    'oem/c.yaml:4:7 unknown-key',
  ])
})

t.test('patterns, files of any name and several operands', async (t) => {
  const folder = folderWith(t, {
    'oem/a.yaml': broken,
    'oem/deep/b.yaml': broken,
    'user-data': `#cloud-config\nhostnam: x\n`,
  })
  t.same(await places(['oem/**/*.yaml'], folder), [
    'oem/a.yaml:4:7 unknown-key',
    'oem/deep/b.yaml:4:7 unknown-key',
  ])
  t.same(await places(['user-data', 'oem/a.yaml'], folder), [
    'user-data:2:1 unknown-key',
    'oem/a.yaml:4:7 unknown-key',
  ])
  t.same(await places(['*.toml'], folder), ['*.toml:1:1 source-missing'])
})

t.test('files of a folder that a shell has listed are one layer, as at boot', async (t) => {
  const folder = folderWith(t, {
    'oem/10.yaml': 'name: First\nstages:\n  boot:\n    - name: a\n      hostname: node\n',
    'oem/20.yaml':
      'stages:\n  boot:\n    - name: b\n      after:\n        - name: First.a\n      sysctl: {kernel.panic: "1"}\n',
  })
  t.same(await places(['oem/20.yaml', 'oem/10.yaml'], folder), [])
  t.same(await places(['oem/20.yaml'], folder), ['oem/20.yaml:5:17 after-unknown'])
})

t.test(
  'without operands, the layers below --root are read, and named so that they can be opened',
  async (t) => {
    const folder = folderWith(t, {
      'image/system/oem/10.yaml': broken,
      'image/usr/local/cloud-config/90.yaml': broken,
      'image/etc/os-release': 'ID=x\n',
    })
    t.same(await places(['--root', 'image'], folder), [
      'image/system/oem/10.yaml:4:7 unknown-key',
      'image/usr/local/cloud-config/90.yaml:4:7 unknown-key',
    ])
    mkdirSync(`${folder}/empty`)
    t.match(await places(['--root', 'empty'], folder), [/:1:1 no-configuration$/])
  },
)

t.test('a comment hides what a rule finds on its line or the next', async (t) => {
  const ignoring = (comment: string, below = '') =>
    `stages:\n  boot:\n    - name: File\n      files:\n        - path: /etc/motd\n${below}          permissions: 644${comment}\n          content: x\n`
  const table: readonly (readonly [text: string, expected: readonly string[]])[] = [
    [ignoring(' # cos-config-ignore decimal-mode the reader copes with it'), []],
    [ignoring('', '          # cos-config-ignore decimal-mode the reader copes with it\n'), []],
    [ignoring('', '          # cos-config-ignore decimal-mode it copes\n          # and more\n\n'), []],
    [ignoring(' # cos-config-ignore decimal-mode'), ['6:28 ignore-comment']],
    [ignoring(' # cos-config-ignore decimal-mod because'), ['6:24 decimal-mode', '6:28 ignore-comment']],
    [ignoring(' # cos-config-ignore'), ['6:24 decimal-mode', '6:28 ignore-comment']],
    [ignoring(' # cos-config-ignore missing-mode because'), ['6:24 decimal-mode', '6:28 ignore-comment']],
    [
      `# cos-config-ignore decimal-mode only the next line counts\n${ignoring('')}`,
      ['1:1 ignore-comment', '7:24 decimal-mode'],
    ],
  ]
  for (const [text, expected] of table) {
    const found = await places(['x.yaml'], folderWith(t, { 'x.yaml': text }))
    t.same(
      found,
      expected.map((each) => `x.yaml:${each}`),
      text,
    )
  }
  const folder = folderWith(t, { 'x.yaml': ignoring(' # cos-config-ignore decimal-mode it copes') })
  t.match((await ranValidate(['x.yaml'], folder)).out, '1 ignored')
  t.same(
    await places(['--rule', 'decimal-mode=off', 'x.yaml'], folder),
    [],
    'a rule that is off is not asked',
  )
})

t.test('a project file sets levels, and is checked itself', async (t) => {
  const folder = folderWith(t, {
    'repo/.cos-config.yaml': 'rules:\n  decimal-mode: off\n',
    'repo/oem/a.yaml': doubtful,
    'other/a.yaml': doubtful,
    'wrong/.cos-config.yaml': 'rules:\n  decimal-mod: off\n  decimal-mode: loud\nrule: {}\n',
    'wrong/a.yaml': good,
    'syntax/.cos-config.yaml': 'rules: [\n',
    'syntax/a.yaml': good,
  })
  t.same(await places(['repo/oem', 'other'], folder), ['other/a.yaml:6:24 decimal-mode'], 'above the file')
  t.same(await places(['oem', '../other'], `${folder}/repo`), [], 'the work folder')
  t.same(
    await places(['--rule', 'decimal-mode=warn', 'oem'], `${folder}/repo`),
    ['oem/a.yaml:6:24 decimal-mode'],
    'the command line wins',
  )
  t.same(await places(['.'], `${folder}/wrong`), [
    '.cos-config.yaml:4:1 project-file',
    '.cos-config.yaml:2:3 project-file',
    '.cos-config.yaml:3:17 project-file',
  ])
  t.equal((await ranValidate(['.'], `${folder}/syntax`)).exitCode, 65)
})

t.test('--stage leaves out what stands in steps of other stages', async (t) => {
  const folder = folderWith(t, {
    'x.yaml': `${broken}  boot.after:\n    - name: b\n      comands: [x]\n  network:\n    - name: c\n      comands: [x]\n`,
  })
  t.same(await places(['--stage', 'boot', 'x.yaml'], folder), [
    'x.yaml:4:7 unknown-key',
    'x.yaml:7:7 unknown-key',
  ])
  t.same(await places(['--stage', 'network', 'x.yaml'], folder), ['x.yaml:10:7 unknown-key'])
})

t.test('--quiet prints errors alone', async (t) => {
  const folder = folderWith(t, { 'good.yaml': good, 'doubtful.yaml': doubtful, 'broken.yaml': broken })
  const { out } = await ranValidate(['-q', '.'], folder)
  t.match(out, 'error[unknown-key]')
  t.notMatch(out, /warning|checked/)
  t.equal((await ranValidate(['-q', 'doubtful.yaml'], folder)).out, '')
})

for (const [name, engine] of [
  ['the Node build', undefined],
  ['the standalone executable', standaloneBuild],
] as const) {
  if (name !== 'the Node build' && engine === undefined) continue
  t.test(`${name} reads standard input, and writes no colours to a pipe`, async (t) => {
    const surroundings = { cwd: temporaryFolder(t), ...(engine && { engine }) }
    const clean = await run(['validate', '-'], { ...surroundings, input: good })
    t.match(clean, { exitCode: 0, out: '1 file checked: nothing to complain about\n', err: '' })
    const { exitCode, out } = await run(['validate', '-'], { ...surroundings, input: broken })
    t.equal(exitCode, 65)
    t.match(out, ' --> <STDIN>:4:7\n')
    t.notMatch(out, '\u001b')
    const usage = await run(['validate', '--rule', 'x=y', '-'], { ...surroundings, input: good })
    t.match(usage, { exitCode: 64, out: '' })
  })
}
