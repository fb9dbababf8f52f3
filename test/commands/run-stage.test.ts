import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import t from 'tap'
import type { StageReport } from '../../src/core/report/stage-report.ts'
import { temporaryFolder } from '../system/temporary-folder.ts'
import { giveShell, isRoot, machine, write } from './machine.ts'
import { run } from './program.ts'

const three = ['boot.before', 'boot', 'boot.after'] as const

/** A configuration with one step of this name in each of the stages. */
function step(name: string, stages: readonly string[] = ['boot']): string {
  return `name: F\nstages:\n${stages.map((stage) => `  ${stage}: [{name: ${name}}]\n`).join('')}`
}

/** Runs a stage and gives its report. */
async function report(...words: readonly string[]): Promise<StageReport> {
  const { out, err } = await run(['run-stage', '--json', ...words])
  t.not(out, '', err)
  return JSON.parse(out) as StageReport
}

/** What was run, in order: stage and step. */
function order({ steps }: StageReport): string[] {
  return steps.map(({ stage, name }) => `${stage} ${name.replace(/^F\./, '')}`)
}

async function served(server: Server): Promise<string> {
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  t.teardown(() => server.close())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

t.test(
  'each of STAGE.before, STAGE and STAGE.after goes over all layers before the next begins',
  async (t) => {
    const root = machine(t, {
      'usr/local/cloud-config/a.yaml': step('local', three),
      'system/oem/z.yaml': step('system', [...three, 'network']),
      'oem/m.yaml': step('oem', three),
    })
    t.same(order(await report('boot', '--root', root)), [
      ...['boot.before system', 'boot.before oem', 'boot.before local'],
      ...['boot system', 'boot oem', 'boot local'],
      ...['boot.after system', 'boot.after oem', 'boot.after local'],
    ])
  },
)

t.test('a layer is read with all folders below it, in byte order, only .yaml and .yml', async (t) => {
  const wanted = ['.hidden.yaml', '10.yaml', '9.yml', 'B.yaml', 'a/z.yaml', 'a-b.yaml', 'a.yaml']
  const others = ['c.YAML', 'd.json', 'yaml', 'e.yaml.bak']
  const root = machine(t)
  for (const name of [...wanted, ...others].reverse()) write(root, { [`oem/${name}`]: step(`"${name}"`) })
  t.same(
    order(await report('boot', '--root', root)),
    wanted.map((name) => `boot ${name}`),
  )
})

t.test(
  'what the kernel command line names comes after the layers, in its order, and then the line',
  async (t) => {
    const asked: string[] = []
    const address = await served(
      createServer((request, response) => {
        asked.push(request.url ?? '')
        response.end(step('address', three))
      }),
    )
    const root = machine(t, {
      'oem/a.yaml': step('oem', three),
      'srv/a folder/one.yaml': step('folder', three),
      'srv/file.conf': step('file', three),
      'proc/cmdline':
        `quiet root=LABEL=COS_STATE cos.setup=${address}/c?a=b&c=d=e ` +
        'elemental.setup="/srv/a folder" "cos.setup=/srv/file.conf" ' +
        'stages.boot[0].name=line \'stages["boot.after"][0].name=after all\'\n',
    })
    const found = await report('boot', '--root', root)
    t.same(order(found), [
      ...['oem', 'address', 'folder', 'file'].map((name) => `boot.before ${name}`),
      ...['oem', 'address', 'folder', 'file', '/proc/cmdline.line'].map((name) => `boot ${name}`),
      ...['oem', 'address', 'folder', 'file', '/proc/cmdline.after all'].map((name) => `boot.after ${name}`),
    ])
    t.same([...new Set(asked)], ['/c?a=b&c=d=e'], 'all behind the first = is the address')
    t.equal(found.exitCode, 0)
  },
)

t.test(
  'an ordinary kernel command line says nothing to the engine, and nothing is said about it',
  async (t) => {
    const root = machine(t, {
      'proc/cmdline':
        'BOOT_IMAGE=(loop0)/boot/vmlinuz console=tty1 console=ttyS0,115200n8 root=LABEL=COS_ACTIVE ' +
        'cos-img/filename=/cOS/active.img panic=5 security=selinux rd.neednet=1 rd.cos.oemlabel=COS_OEM ' +
        'rd.cos.mount=LABEL=COS_OEM:/oem net.ifnames=1 fsck.mode=force ip=dhcp "x y" a.b -- init\n',
    })
    const { exitCode, all } = await run(['run-stage', 'boot', '--root', root])
    t.equal(exitCode, 0)
    t.match(all, /^boot: 0 changed, 0 unchanged, 0 skipped, 0 failed \([\d.]+ ms\)\n$/)
  },
)

t.test('a source of the command line that leads nowhere is named, and the others are run', async (t) => {
  const address = await served(
    createServer((_request, response) => response.writeHead(404).end(step('error page'))),
  )
  const root = machine(t, {
    'oem/a.yaml': step('oem'),
    'proc/cmdline': `cos.setup=/nowhere cos.setup=word cos.setup=${address}/gone cos.setup=/oem\n`,
  })
  const found = await report('boot', '--root', root)
  t.same(order(found), ['boot oem', 'boot oem'])
  t.same(
    found.diagnostics.map(({ place, rule }) => [place.source, rule]),
    [
      ['/nowhere', 'source-missing'],
      ['word', 'source-missing'],
      [`${address}/gone`, 'source-not-fetched'],
    ],
  )
  t.equal(found.exitCode, 65)
})

t.test('a step may write what a later stage reads', async (t) => {
  const content = JSON.stringify(step('written', ['boot', 'boot.after']))
  const root = machine(t, {
    'oem/a.yaml': `name: F\nstages:\n  boot.before:\n    - name: writer\n      files: [{path: /oem/b.yaml, permissions: 0644, content: ${content}}]\n`,
  })
  t.same(order(await report('boot', '--root', root)), [
    'boot.before writer',
    'boot written',
    'boot.after written',
  ])
})

t.test(
  '--config-dir, once or more, takes the place of the layers, and is not looked up below the root',
  async (t) => {
    const folder = temporaryFolder(t)
    write(folder, { 'one/a.yaml': step('one'), 'two.conf': step('two') })
    const root = machine(t, { 'oem/a.yaml': step('oem'), 'proc/cmdline': 'stages.boot[0].name=line\n' })
    const words = ['boot', '--root', root, '--config-dir', `${folder}/two.conf`, `--config-dir=${folder}/one`]
    t.same(order(await report(...words)), ['boot two', 'boot one', 'boot /proc/cmdline.line'])

    const missing = await report('boot', '--root', root, '--config-dir', '/nowhere')
    t.match(missing, { exitCode: 65, diagnostics: [{ message: '/nowhere does not exist' }] })
    t.same(order(missing), ['boot /proc/cmdline.line'], 'the rest is run')
  },
)

t.test('--cmdline names another file for the kernel command line', async (t) => {
  const root = machine(t, { 'proc/cmdline': 'stages.boot[0].name=inside\n' })
  const folder = temporaryFolder(t)
  write(folder, { line: 'stages.boot[0].name=outside' })
  t.same(order(await report('boot', '--root', root, '--cmdline', `${folder}/line`)), [
    `boot ${folder}/line.outside`,
  ])
  t.match(await report('boot', '--root', root, '--cmdline', `${folder}/none`), {
    exitCode: 65,
    diagnostics: [{ message: `${folder}/none does not exist` }],
  })
})

t.test('--root keeps to the tree below it, links that lead out included', async (t) => {
  const outside = temporaryFolder(t)
  const root = machine(t, {
    'oem/a.yaml':
      'stages:\n  boot:\n    - files:\n' +
      `      - {path: /etc/out/file, permissions: 0644, content: x}\n` +
      `      - {path: /etc/up/file, permissions: 0644, content: x}\n`,
  })
  mkdirSync(`${root}${outside}`, { recursive: true })
  mkdirSync(`${root}/tmp`, { recursive: true })
  symlinkSync(outside, `${root}/etc/out`)
  symlinkSync('../../../../../../../../tmp', `${root}/etc/up`)
  const { exitCode, all } = await run(['run-stage', 'boot', '--root', root])
  t.equal(exitCode, 0, all)
  t.notOk(existsSync(`${outside}/file`))
  t.ok(existsSync(`${root}${outside}/file`), 'an absolute link starts at the root')
  t.ok(existsSync(`${root}/tmp/file`), '.. ends at the root')
})

t.test('relative paths of a configuration start at the root that was given', async (t) => {
  const root = machine(t, {
    'oem/a.yaml': 'stages: {boot: [{files: [{path: etc/relative, permissions: 0644, content: x}]}]}\n',
  })
  t.equal((await run(['run-stage', 'boot', '--root', '.'], { cwd: root })).exitCode, 0)
  t.ok(existsSync(`${root}/etc/relative`))
})

t.test('a root that is not there, or empty, is refused before anything is done', async (t) => {
  const folder = temporaryFolder(t)
  writeFileSync(`${folder}/file`, '')
  for (const [root, code, message] of [
    [`${folder}/none`, 66, `--root ${folder}/none does not exist`],
    [`${folder}/file`, 66, `--root ${folder}/file is no folder`],
    ['', 64, '--root needs a value'],
  ] as const) {
    const { exitCode, out, err } = await run(['run-stage', 'boot', '--root', root])
    t.equal(exitCode, code)
    t.match(err, message)
    t.equal(out, '')
  }
  t.notOk(existsSync(`${folder}/none`))
})

t.test('--strict makes warnings and failing templates count', async (t) => {
  const root = machine(t, {
    'warning.yaml': 'stages: {boot: [{nmae: x}]}\n',
    'template.yaml':
      'stages: {boot: [{files: [{path: /etc/x, permissions: 0644, content: "{{ nope }}"}]}]}\n',
    'condition.yaml': 'stages: {boot: [{if: "{{ nope }}", files: [{path: /etc/y}]}]}\n',
  })
  for (const [name, lenient, strict] of [
    ['warning', 0, 65],
    ['template', 0, 1],
  ] as const) {
    const words = ['run-stage', 'boot', '--root', root, '--config-dir', `${root}/${name}.yaml`]
    t.equal((await run([...words, '--strict'])).exitCode, strict, `${name}, strict`)
    t.notOk(existsSync(`${root}/etc/x`), 'a text that fails is left out')
    t.equal((await run(words)).exitCode, lenient, name)
  }
  t.equal(readFileSync(`${root}/etc/x`, 'utf8'), '{{ nope }}', 'without --strict it is used as it is')
  const words = ['run-stage', 'boot', '--root', root, '--config-dir', `${root}/condition.yaml`]
  t.equal(
    (await run([...words, '--strict'])).exitCode,
    1,
    'a condition that cannot be rendered fails its step',
  )
  t.notOk(existsSync(`${root}/etc/y`))
})

t.test(
  '--json prints the report alone on standard output, what is for people goes to standard error',
  async (t) => {
    const root = machine(t, { 'oem/a.yaml': `${step('a')}typo: 1\n`, 'oem/b.yaml': 'stages: [' })
    const { out, err, exitCode } = await run(['run-stage', 'boot', '--root', root, '--json'])
    t.match(JSON.parse(out), { stage: 'boot', exitCode: 65 })
    t.equal(exitCode, 65)
    t.match(
      err,
      /warning: \/oem\/a.yaml:4:1.*\n[\s\S]*error: \/oem\/b.yaml:1:9[\s\S]*\nboot: 0 changed, 1 unchanged/,
    )
  },
)

t.test('--log-level says how much is printed', async (t) => {
  const root = machine(t, {
    'oem/a.yaml':
      'name: F\ntypo: 1\nstages:\n  boot:\n' +
      '    - {name: changes, files: [{path: /etc/new, permissions: 0644}]}\n' +
      '    - {name: rests}\n' +
      '    - {name: fails, files: [{path: /etc/passwd/x, permissions: 0644}]}\n' +
      '    - {name: skips, only_os: other}\n',
  })
  const shown = async (level: string) => {
    const words = ['run-stage', 'boot', '--root', root, '--dry-run', '--log-level', level]
    const { out } = await run(words)
    return ['typo', 'changes', 'rests', 'F.fails', 'skips', 'boot: 1 would'].filter((word) =>
      out.includes(word),
    )
  }
  t.same(await shown('error'), ['F.fails'])
  t.same(await shown('warning'), ['typo', 'F.fails'])
  t.same(await shown('info'), ['typo', 'changes', 'F.fails', 'skips', 'boot: 1 would'])
  t.same(await shown('debug'), ['typo', 'changes', 'rests', 'F.fails', 'skips', 'boot: 1 would'])
})

t.test('--timeout ends a command that takes longer', { skip: !isRoot && 'needs root' }, async (t) => {
  const root = machine(t, {
    'oem/a.yaml':
      'stages:\n  boot:\n    - commands: ["while :; do :; done", "echo on > /etc/on"]\n    - if: "while :; do :; done"\n',
  })
  giveShell(root)
  const { out, exitCode } = await run(['run-stage', 'boot', '--root', root, '--timeout', '300ms'])
  t.equal(exitCode, 1)
  t.match(out, /what {2}run `while :; do :; done`: it took too long/)
  t.match(out, /skipped .*: if: the command took too long/)
  t.equal(readFileSync(`${root}/etc/on`, 'utf8'), 'on\n', 'the next command is run')
})

t.test('the exit code tells what went wrong', async (t) => {
  const root = machine(t, {
    'good.yaml': step('a'),
    'skips.yaml': 'stages: {boot: [{only_os: other}]}\n',
    'fails.yaml': 'stages: {boot: [{files: [{path: /etc/passwd/x}]}]}\n',
    'broken.yaml': 'stages: {boot: [{files: x}]}\n',
    'both/a.yaml': 'stages: {boot: [{files: [{path: /etc/passwd/x}]}]}\n',
    'both/b.yaml': 'stages: [',
  })
  for (const [name, code] of [
    ['good.yaml', 0],
    ['skips.yaml', 0],
    ['fails.yaml', 1],
    ['broken.yaml', 65],
    ['both', 65],
  ] as const) {
    const words = ['run-stage', 'boot', '--root', root, '--config-dir', `${root}/${name}`]
    t.equal((await run(words)).exitCode, code, name)
    if (name === 'both') t.equal((await run([...words, '--dry-run'])).exitCode, code, 'planned')
  }
  for (const words of [[], ['boot', 'fs'], ['boot', '--timeout=soon'], ['']]) {
    const { exitCode, out, err } = await run(['run-stage', '--root', root, ...words])
    t.equal(exitCode, 64, words.join(' '))
    t.equal(out, '')
    t.match(err, /^cos-config: .*\nTry 'cos-config run-stage --help'\.\n$/)
  }
})

t.test('no colours where the output is no terminal', async (t) => {
  const root = machine(t, { 'oem/a.yaml': 'stages: [', 'oem/b.yaml': step('a') })
  const { all } = await run(['run-stage', 'boot', '--root', root, '--log-level', 'trace'], {
    env: { TERM: 'xterm-256color', FORCE_COLOR: '1' },
  })
  t.notMatch(all, /\x1b/)
})
