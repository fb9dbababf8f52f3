import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import t, { type Test } from 'tap'
import { differences, machine, reportOf, snapshot } from '../commands/machine.ts'
import { nodeBuild, privateRun, run } from '../commands/program.ts'
import { temporaryFolder } from '../system/temporary-folder.ts'
import { boot, complaints, isForPeople, leftOutWithoutRoot } from './broken-layer.ts'

const good = {
  'oem/a.yaml': 'stages: {boot: [{files: [{path: /etc/made, permissions: 0644, content: x}]}]}\n',
}

/** The work is done, the report is not written, and one line says why. */
async function losesReport(t: Test, root: string, why: RegExp) {
  const { exitCode, all } = await boot(root)
  t.equal(exitCode, 73, all)
  t.match(complaints(all), [why])
  t.equal(complaints(all).length, 1)
  t.equal(readFileSync(`${root}/etc/made`, 'utf8'), 'x', 'the work is done')
  isForPeople(t, all)
}

t.test('a link in place of the folder for reports is not followed', async (t) => {
  const victim = temporaryFolder(t)
  writeFileSync(`${victim}/boot.json`, 'kept')
  writeFileSync(`${victim}/decoded.json`, 'kept')
  for (const make of [
    (root: string) => {
      mkdirSync(`${root}/victim`)
      symlinkSync('/victim', `${root}/run/cos-config`)
    },
    (root: string) => symlinkSync('../etc', `${root}/run/cos-config`),
    (root: string) => symlinkSync(victim, `${root}/run/cos-config`),
    (root: string) => symlinkSync('/nowhere', `${root}/run/cos-config`),
  ]) {
    const root = machine(t, good)
    mkdirSync(`${root}/run`)
    make(root)
    const before = snapshot(root)
    await losesReport(
      t,
      root,
      /^error: the report is lost: \S+\/run\/cos-config is a link, which is not followed; remove it$/,
    )
    t.same(differences(before, snapshot(root)), ['/etc/made'], 'nothing is written elsewhere')
  }
  t.same(readdirSync(victim), ['boot.json', 'decoded.json'])
  for (const file of readdirSync(victim)) t.equal(readFileSync(`${victim}/${file}`, 'utf8'), 'kept')
})

t.test(
  'on the running system it is not followed either',
  leftOutWithoutRoot('a /run of its own'),
  async (t) => {
    const folder = temporaryFolder(t)
    mkdirSync(`${folder}/victim`)
    const prepare = `ln -s ${folder}/victim /run/cos-config; "$@"`
    const under = [...privateRun, 'sh', '-c', prepare, 'sh']
    writeFileSync(`${folder}/a.yaml`, 'stages: {boot: [{commands: ["true"]}]}\n')
    const words = ['run-stage', 'boot', '--config-dir', `${folder}/a.yaml`, '--cmdline', '/dev/null']
    const ended = await run(words, { under })
    t.match(ended, {
      exitCode: 73,
      all: 'error: the report is lost: /run/cos-config is a link, which is not followed; remove it\n',
    })
    t.same(readdirSync(`${folder}/victim`), [])
    const failed = `${folder}/failed.yaml`
    writeFileSync(failed, 'stages: {default: [{commands: ["false"]}]}\n')
    t.equal(
      (await run(['yip', failed], { under })).exitCode,
      1,
      'a lost report does not hide a failure from yip',
    )
    writeFileSync(failed, 'stages: {default: [{commands: ["true"]}]}\n')
    t.equal((await run(['yip', failed], { under })).exitCode, 0, 'nor is it one, for yip has none')
  },
)

t.test('a link in place of a report is replaced, not followed', async (t) => {
  const root = machine(t, good)
  mkdirSync(`${root}/run/cos-config`, { recursive: true })
  for (const name of ['boot.json', 'decoded.json'])
    symlinkSync('/etc/passwd', `${root}/run/cos-config/${name}`)
  const passwd = readFileSync(`${root}/etc/passwd`, 'utf8')
  t.equal((await boot(root)).exitCode, 0)
  t.equal(readFileSync(`${root}/etc/passwd`, 'utf8'), passwd)
  t.equal(reportOf(root, 'boot').exitCode, 0)
})

t.test('what is no folder for reports is told', async (t) => {
  const file = machine(t, { ...good, 'run/cos-config': '' })
  await losesReport(t, file, /run\/cos-config is no folder; remove it$/)
  const run = machine(t, { ...good, run: '' })
  await losesReport(
    t,
    run,
    /\/run\/cos-config\/boot.json cannot be written: a part of the path is no folder$/,
  )
  const taken = machine(t, { ...good, 'run/cos-config/boot.json/x': '' })
  await losesReport(t, taken, /\/run\/cos-config\/boot.json cannot be written: it is a folder$/)
  t.same(
    readdirSync(`${taken}/run/cos-config`).sort(),
    ['boot.json', 'decoded.json'],
    'nothing half-written is left',
  )
})

t.test(
  'a folder for reports that all can write to is closed, one of somebody else is refused',
  leftOutWithoutRoot('giving folders away'),
  async (t) => {
    const open = machine(t, good)
    const folder = `${open}/run/cos-config`
    mkdirSync(folder, { recursive: true })
    chmodSync(folder, 0o1777)
    t.equal((await boot(open)).exitCode, 0)
    t.equal(statSync(folder).mode & 0o777, 0o755)
    const theirs = machine(t, good)
    mkdirSync(`${theirs}/run/cos-config`, { recursive: true })
    chownSync(`${theirs}/run/cos-config`, 65534, 65534)
    await losesReport(t, theirs, /run\/cos-config belongs to user 65534, not to 0; remove it$/)
  },
)

t.test('no name of a stage leads out of the folder for reports', async (t) => {
  const root = machine(t, good)
  const stages = [
    '../../etc/passwd',
    '/etc/passwd',
    '..',
    '.',
    '../boot',
    'a/b/c',
    '%2e%2e/x',
    'a\nb',
    'a\x1b[2J',
    '-x',
    'é',
    ' ',
    'decoded',
    'x'.repeat(300),
    '__proto__',
  ]
  const names: string[] = []
  for (const stage of stages) {
    const before = snapshot(root)
    const { exitCode, all } = await run(['run-stage', '--root', root, '--', stage])
    t.equal(exitCode, 0, all)
    isForPeople(t, all)
    const made = differences(before, snapshot(root)).filter(
      (path) => !/^(\/run(\/cos-config)?)?$|decoded\.json$/.test(path),
    )
    t.equal(made.length, 1, `${JSON.stringify(stage)}: ${made}`)
    t.match(made[0], /^\/run\/cos-config\/[\w%.-]{1,205}\.json$/)
    names.push(made[0] as string)
    t.equal(JSON.parse(readFileSync(`${root}${made[0]}`, 'utf8')).stage, stage)
  }
  t.equal(new Set(names).size, stages.length, 'each has its own')
})

t.test('what a run that was killed left of its report goes with the next one', async (t) => {
  const root = machine(t, good)
  await boot(root)
  const [file = '', ...rest] = nodeBuild
  const dead = Number(execFileSync('sh', ['-c', 'echo $$'], { encoding: 'utf8' }))
  writeFileSync(`${root}/run/cos-config/boot.json.${dead}.tmp`, 'half')
  execFileSync(file, [...rest, 'run-stage', 'boot', '--root', root])
  t.same(readdirSync(`${root}/run/cos-config`).sort(), ['boot.json', 'decoded.json'])
  rmSync(root, { recursive: true })
})
