import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import t from 'tap'
import { temporaryFolder } from '../system/temporary-folder.ts'
import { write } from './machine.ts'
import { run, type Surroundings } from './program.ts'

async function show(words: readonly string[], surroundings: Surroundings = {}) {
  const { exitCode, out, err } = await run(['show', ...words], surroundings)
  return { exitCode, err, shown: out === '' ? undefined : (JSON.parse(out) as unknown) }
}

t.test('each source is shown under its name, with the fields that are set and no others', async (t) => {
  const folder = temporaryFolder(t)
  write(folder, {
    'b.yaml':
      'stages: {boot: [{name: x, files: [{path: /a, permissions: 0644, content: "0012", ownerstring: a}]}]}\n',
    'a/z.yml': 'name: Named\nstages:\n  boot: [{commands: [0x1f, yes, 1.50]}]\n  network.after: []\n',
    'c.yaml': '',
    'd.txt': 'stages: [',
  })
  t.same(await show([folder]), {
    exitCode: 0,
    err: '',
    shown: [
      {
        source: `${folder}/a/z.yml`,
        name: 'Named',
        stages: { boot: [{ commands: ['0x1f', 'yes', '1.50'] }], 'network.after': [] },
      },
      {
        source: `${folder}/b.yaml`,
        stages: {
          boot: [
            { name: 'x', files: [{ path: '/a', content: '0012', permissions: 0o644, ownerstring: 'a' }] },
          ],
        },
      },
      { source: `${folder}/c.yaml`, stages: {} },
    ],
  })
})

t.test('a cloud-config is shown as the steps it becomes', async (t) => {
  const folder = temporaryFolder(t)
  write(folder, {
    'user-data':
      '#cloud-config\nhostname: edge\nruncmd: [date]\nssh_authorized_keys: [ssh-ed25519 AAAA, github:me]\n' +
      'write_files: [{path: /a, permissions: "0640", owner: "a:b", content: x}]\nother: ignored\n',
  })
  const { exitCode, shown } = await show([`${folder}/user-data`])
  t.equal(exitCode, 0)
  t.match(shown, [
    {
      source: `${folder}/user-data`,
      stages: {
        boot: [
          {
            commands: ['date'],
            files: [{ path: '/a', permissions: 0o640, ownerstring: 'a:b', content: 'x' }],
          },
        ],
        initramfs: [{ hostname: 'edge' }],
      },
    },
  ])
})

t.test('dot notation is shown as the steps it means', async (t) => {
  const { exitCode, shown } = await show(['-d', '-'], {
    input:
      'quiet stages.boot[0].name=first "stages.boot[0].commands[1]=echo hi" stages.boot[0].users.kim.passwd=x\n',
  })
  t.equal(exitCode, 0)
  t.same(shown, [
    {
      source: '<STDIN>',
      stages: { boot: [{ name: 'first', commands: ['echo hi'], users: { kim: { passwd: 'x' } } }] },
    },
  ])
})

t.test('a source may be a file of any name, an address, a text, or standard input', async (t) => {
  const text = 'name: N\nstages: {boot: []}\n'
  const server = createServer((_request, response) => response.end(text))
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  t.teardown(() => server.close())
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/c.yaml`
  const folder = temporaryFolder(t)
  write(folder, { 'a.txt': text })
  const { exitCode, shown } = await show([`${folder}/a.txt`, address, text])
  t.equal(exitCode, 0)
  t.same(
    shown,
    [`${folder}/a.txt`, address, '<STDIN>'].map((source) => ({ source, name: 'N', stages: { boot: [] } })),
  )
  t.same((await show(['-'], { input: text })).shown, [{ source: '<STDIN>', name: 'N', stages: { boot: [] } }])
})

t.test('what yip rejects is exit code 65, named with its place; the rest is shown', async (t) => {
  const folder = temporaryFolder(t)
  write(folder, {
    'a.yaml': 'stages: {boot: [{name: good}]}\n',
    'b.yaml': 'stages:\n  boot:\n    - files:\n        - permissions: "0644"\n',
    'c.yaml': 'stages: [',
    'd.yaml': '#cloud-config\nusers: [default]\n',
    'e.yaml': 'a: 1\na: 2\n',
  })
  const { exitCode, err, shown } = await show([folder])
  t.equal(exitCode, 65)
  t.same(shown, [{ source: `${folder}/a.yaml`, stages: { boot: [{ name: 'good' }] } }])
  for (const place of ['b.yaml:4:24', 'c.yaml:1:9', 'd.yaml:2:9', 'e.yaml:2:1'])
    t.match(err, `error: ${folder}/${place}: `)
  for (const source of ['/nowhere', 'stages: {boot: []}', 'just a text']) {
    const { exitCode: code, shown: none, err: message } = await show([source])
    t.equal(code, 65, source)
    t.same(none, [])
    t.match(message, /^error: /)
  }
})

t.test('warnings are told, and are no failure', async (t) => {
  const { exitCode, err } = await show(['{stages: {boot: [{comands: [x]}]}}'])
  t.equal(exitCode, 0)
  t.match(err, /warning: <STDIN>:1:19: `comands` .*\n {2}help: Did you mean `commands`\?/)
})

t.test('numbers and texts keep what JSON could lose', async (t) => {
  const { shown } = await show([
    '{stages: {boot: [{layout: {expand_partition: {size: 4}, add_partitions: [{size: 18446744073709551615}]}, commands: ["é\\u0000"]}]}}',
  ])
  t.match(shown, [{ stages: { boot: [{ commands: ['é\u0000'] }] } }])
  const { out } = await run([
    'show',
    '{stages: {boot: [{layout: {add_partitions: [{size: 18446744073709551615}]}}]}}',
  ])
  t.match(out, '"size": 18446744073709551615')
})

t.test('--format yaml prints what can be read again', async (t) => {
  const folder = temporaryFolder(t)
  write(folder, {
    'a.yaml': `stages: {boot: [{commands: ["echo 'a' \\"b\\"", "", "true"], files: [{path: /a, permissions: 0644}]}]}\n`,
    'b.yaml': '#cloud-config\nhostname: edge\n',
  })
  const asYaml = await run(['show', '--format', 'yaml', `${folder}/a.yaml`])
  t.equal(asYaml.exitCode, 0)
  const again = await show(['-'], { input: asYaml.out })
  t.match(again.shown, [{ stages: { boot: [{ commands: [`echo 'a' "b"`, '', 'true'] }] } }])
  t.match(again.shown, [{ stages: { boot: [{ files: [{ path: '/a', permissions: 0o644 }] }] } }])
  const { out } = await run(['show', '--format=yaml', `${folder}/a.yaml`, `${folder}/b.yaml`])
  t.match(out, new RegExp(`^# ${folder}/a.yaml\nstages:\n[\\s\\S]*\n---\n# ${folder}/b.yaml\nstages:\n`))
})

t.test('patterns that the shell left alone are expanded in byte order', async (t) => {
  const folder = temporaryFolder(t)
  for (const name of ['b', 'a', 'c'])
    write(folder, { [`${name}.yaml`]: `name: ${name}\n`, [`${name}.txt`]: '[' })
  const { exitCode, shown } = await show(['*.yaml'], { cwd: folder })
  t.equal(exitCode, 0)
  t.match(shown, [{ name: 'a' }, { name: 'b' }, { name: 'c' }])
  t.equal((await show(['*.nothing'], { cwd: folder })).exitCode, 65)
})

t.test('a source, and a known format, have to be given', async (t) => {
  for (const words of [[], ['--format', 'toml', 'x'], ['--nope', 'x']]) {
    const { exitCode, err } = await show(words)
    t.equal(exitCode, 64, words.join(' '))
    t.match(err, "Try 'cos-config show --help'.")
  }
})
