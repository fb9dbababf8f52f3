import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import t, { type Test } from 'tap'
import { machine } from '../commands/machine.ts'
import { boot, leftOutWithoutRoot } from './broken-layer.ts'

const yaml = `stages:
  boot:
    - name: first
      files: [{path: /etc/made, permissions: 0644, content: right}]
      environment: {$bigint: "12", __proto__: x}
    - name: second
      comands: [x]
      if_files: {any: [/nowhere]}
`

/** A machine whose cache knows its file, and what the next run has to say. */
async function warmMachine(t: Test) {
  const root = machine(t, { 'oem/a.yaml': yaml, 'oem/b.yaml': 'stages: [\n' })
  const first = await boot(root)
  const cache = `${root}/run/cos-config/decoded.json`
  return { root, cache, good: readFileSync(cache, 'utf8'), first }
}

/** What a run prints, without how long it took; what is right already has no line. */
const said = (all: string) =>
  all.replace(/\(.* ms\)/, '').replace(/^(changed .*| {4}\w+: .*|.*: \d+ changed.*)\n/gm, '')

/** Runs again from the same beginning and compares. */
async function comesToTheSame(
  t: Test,
  { root, first }: Awaited<ReturnType<typeof warmMachine>>,
  name: string,
) {
  for (const file of ['made', 'environment']) rmSync(`${root}/etc/${file}`, { force: true })
  const { exitCode, all } = await boot(root)
  t.equal(exitCode, first.exitCode, `${name}: the exit code`)
  t.equal(said(all), said(first.all), `${name}: what is said`)
  t.equal(readFileSync(`${root}/etc/made`, 'utf8'), 'right', `${name}: what is done`)
  t.equal(readFileSync(`${root}/etc/environment`, 'utf8'), '$bigint=12\n__proto__="x"\n')
}

/** The cache as somebody would write it who wants something else to be done. */
const poisoned = (good: string) => good.replace('"content":"right"', '"content":"evil"')

t.test('a warm cache comes to the same', async (t) => {
  const warm = await warmMachine(t)
  t.equal(warm.first.exitCode, 65)
  t.match(warm.good, '"content":"right"', 'the cache holds the decoded file')
  await comesToTheSame(t, warm, 'warm')
  await comesToTheSame(t, warm, 'warm again')
})

t.test('a cache that is damaged in any way comes to the same', async (t) => {
  const warm = await warmMachine(t)
  const { cache, good } = warm
  const damages: Readonly<Record<string, string>> = {
    empty: '',
    'cut at the end': good.slice(0, -2),
    'cut in the middle': good.slice(0, good.length / 2),
    'cut at the beginning': good.slice(10),
    'zero bytes': '\0'.repeat(good.length),
    'zero bytes at the end': `${good.slice(0, -100)}${'\0'.repeat(100)}`,
    'not JSON': 'stages: {}',
    null: 'null',
    'a list': '[]',
    'another version': good.replace(/"version":"\w+/, '"version":"0'),
    'no entries': good.replace(/"entries":.*/s, '"entries":null}'),
    'entries of another kind': good.replace(/"entries":.*/s, '"entries":[1,null,[],["x"],["x",null]]}'),
    'steps of another kind': good.replace('"boot":[{', '"boot":[null,{'),
    'a text of another kind': good.replace(/"text":"[^"]*"/, '"text":7'),
    'nested without end': `{"version":"x","entries":${'['.repeat(100_000)}`,
    'a large one': `{"version":"x","entries":"${'x'.repeat(30_000_000)}"}`,
  }
  for (const [name, text] of Object.entries(damages)) {
    writeFileSync(cache, text)
    chmodSync(cache, 0o600)
    await comesToTheSame(t, warm, name)
  }
})

t.test('a file that changed is read anew', async (t) => {
  const warm = await warmMachine(t)
  const file = `${warm.root}/oem/a.yaml`
  writeFileSync(file, yaml.replace('right', 'newer'))
  const { atime, mtime } = lstatSync(`${warm.root}/oem/b.yaml`)
  utimesSync(file, atime, mtime)
  await boot(warm.root)
  t.equal(readFileSync(`${warm.root}/etc/made`, 'utf8'), 'newer', 'also with the size and time of before')
  writeFileSync(file, yaml)
  await comesToTheSame(t, warm, 'and back')
})

t.test('a cache that others could have written is not believed', async (t) => {
  const warm = await warmMachine(t)
  const { root, cache, good } = warm
  const folder = `${root}/run/cos-config`
  const elsewhere = `${root}/elsewhere`
  writeFileSync(cache, poisoned(good))
  await boot(root)
  t.equal(readFileSync(`${root}/etc/made`, 'utf8'), 'evil', 'one that only we could have written is')
  const ways: Readonly<Record<string, () => void>> = {
    'readable by all': () => chmodSync(cache, 0o644),
    'writable by all': () => chmodSync(cache, 0o666),
    'in a folder for all': () => chmodSync(folder, 0o777),
    'in a folder for the group': () => chmodSync(folder, 0o775),
    'a link': () => {
      renameSync(cache, elsewhere)
      symlinkSync('../../elsewhere', cache)
    },
  }
  for (const [name, make] of Object.entries(ways)) {
    chmodSync(folder, 0o755)
    rmSync(cache, { force: true })
    writeFileSync(cache, poisoned(good), { mode: 0o600 })
    chmodSync(cache, 0o600)
    make()
    await comesToTheSame(t, warm, name)
    t.ok(lstatSync(cache).isFile())
    t.equal(lstatSync(cache).mode & 0o7777, 0o600, `${name}: afterwards it is ours again`)
    t.equal(lstatSync(folder).mode & 0o7777, 0o755, `${name}: and so is its folder`)
  }
  t.match(readFileSync(elsewhere, 'utf8'), 'evil', 'what the link led to is left alone')
})

t.test('a cache of somebody else is not believed', leftOutWithoutRoot('giving files away'), async (t) => {
  const warm = await warmMachine(t)
  const { cache, good } = warm
  writeFileSync(cache, poisoned(good))
  chownSync(cache, 65534, 65534)
  await comesToTheSame(t, warm, 'of nobody')
})

t.test('something else in place of the cache does not hang and comes to the same', async (t) => {
  const warm = await warmMachine(t)
  const { cache } = warm
  const things: Readonly<Record<string, () => void>> = {
    'a folder': () => mkdirSync(cache, 0o600),
    'a pipe': () => execFileSync('mkfifo', ['-m', '600', cache]),
    'a link to itself': () => symlinkSync('decoded.json', cache),
    'a link to nothing': () => symlinkSync('/nowhere', cache),
    'three gigabytes of nothing': () => {
      writeFileSync(cache, '', { mode: 0o600 })
      truncateSync(cache, 3e9)
    },
  }
  for (const [name, make] of Object.entries(things)) {
    rmSync(cache, { recursive: true, force: true })
    make()
    await comesToTheSame(t, warm, name)
  }
})
