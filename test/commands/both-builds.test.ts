import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import t, { type Test } from 'tap'
import { differences, giveShell, isRoot, machine, reportOf, snapshot } from './machine.ts'
import { nodeBuild, run, standaloneBuild } from './program.ts'

const top = fileURLToPath(new URL('../..', import.meta.url))

/** Why the standalone build is not tested, where it is not. */
const untested = whyUntested()
if (untested !== undefined) {
  console.error(`ONLY THE NODE BUILD IS TESTED: ${untested}`)
  t.comment(`only the Node build is tested: ${untested}`)
}

function whyUntested(): string | undefined {
  const remedy = '"npm run build" makes it'
  if (standaloneBuild === undefined) return `dist/cos-config is not built; ${remedy}`
  const newest = Math.max(
    ...readdirSync(join(top, 'src'), { recursive: true, encoding: 'utf8' }).map(
      (path) => statSync(join(top, 'src', path)).mtimeMs,
    ),
  )
  const isOlder = statSync(join(top, 'dist/cos-config')).mtimeMs < newest
  return isOlder ? `dist/cos-config is older than the sources; ${remedy}` : undefined
}

/** Something of each kind of chunk: YAML, templates, sprig, regular expressions, accounts, hashes, gzip. */
const configuration = `
name: Both
stages:
  boot:
    - name: files
      only_os: (?i)^example
      files:
        - {path: /etc/one, permissions: 0640, content: '{{ .Values.os.name | upper | sha256sum | trunc 8 }}'}
        - {path: /etc/gz, permissions: 0644, encoding: gz+b64, content: H4sIAAAAAAAAA8tIzcnJBwCGphA2BQAAAA==}
    - name: accounts
      users: {kim: {passwd: "$6$salt$hash", groups: [adm]}}
    - name: fails
      files: [{path: /etc/passwd/x}]
    - name: skips
      only_arch: other
    - name: commands
      commands: ["echo done > /etc/commands"]
`

interface Seen {
  readonly exitCode: number
  readonly out: string
  readonly err: string
}

/** What one build does with the same things: output without times and places, and what it left behind. */
async function tryOut(t: Test, engine: readonly string[]): Promise<readonly unknown[]> {
  const root = machine(t, {
    'oem/a.yaml': configuration,
    'oem/b.yaml': 'stages: [',
    'user-data': '#cloud-config\nhostname: edge\nruncmd: [date]\n',
    'values.json': '{"a": [1, "x"]}',
    template: '{{ range .a }}<{{ . }}>{{ end }}\n',
    'proc/cmdline': 'quiet stages.boot[0].name=line\n',
  })
  if (isRoot) giveShell(root)
  const plain = (text: string) =>
    text
      .replaceAll(root, 'ROOT')
      .replace(/\([\d.]+ ms\)/g, '(TIME)')
      .replace(/"(timestamp|Random)": "[^"]*"/g, '')
  const seen = async (words: readonly string[], input = ''): Promise<Seen> => {
    const { exitCode, out, err } = await run(words, { engine, input })
    return { exitCode, out: plain(out), err: plain(err) }
  }
  const before = snapshot(root)
  const runs = [
    await seen(['--version']),
    await seen(['--help']),
    await seen(['nonsense']),
    await seen(['run-stage', 'boot', '--root', root, '--dry-run']),
    await seen(['run-stage', 'boot', '--root', root]),
    await seen(['show', `${root}/user-data`]),
    await seen(['show', '-d', '-'], 'stages.boot[0].name=x'),
    await seen(['render', '--values', `${root}/values.json`, `${root}/template`]),
    await seen(['render', '-'], '{{ nope }}'),
    await seen(['facts', '--root', root]),
    await seen(['completion', 'bash']),
    await seen(['yip', '--version']),
  ]
  const after = snapshot(root)
  const left = differences(before, after).filter((path) => !path.startsWith('/run'))
  const { steps } = reportOf(root, 'boot')
  return [
    ...runs,
    left.map((path) => `${path} ${after.get(path)}`),
    steps.map(({ name, outcome, reason, line }) => ({ name, outcome, reason, line })),
  ]
}

t.test('the Node build does what is expected', async (t) => {
  const results = await tryOut(t, nodeBuild)
  t.same(
    (results.slice(0, 12) as Seen[]).map(({ exitCode }) => exitCode),
    [0, 0, 64, 65, 65, 0, 0, 0, 1, 0, 0, 0],
  )
  t.equal((results[7] as Seen).out, '<1><x>\n')
})

t.test('the standalone build does the same, to the letter', { skip: untested ?? false }, async (t) => {
  const [expected, got] = [await tryOut(t, nodeBuild), await tryOut(t, standaloneBuild ?? [])]
  for (const [index, result] of got.entries()) t.same(result, expected[index], `result ${index}`)
})
