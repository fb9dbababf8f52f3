import t from 'tap'
import { DecodeCache } from '../../src/engine/decode-cache.ts'
import { asOrderInput, loadSource } from '../../src/engine/load.ts'
import type { ResolvedSource } from '../../src/sources/source.ts'

function source(files: Readonly<Record<string, string>>, rest: Partial<ResolvedSource> = {}): ResolvedSource {
  return {
    label: '/oem',
    files: Object.entries(files).map(([file, text]) => ({ file, bytes: Buffer.from(text) })),
    diagnostics: [],
    ...rest,
  }
}

t.test('a broken file is left out with its finding, the others stay', async (t) => {
  const loaded = await loadSource(
    source({ a: 'stages: {boot: [{name: x}]}\n', b: 'stages: [', c: 'name: C\n' }),
    false,
    undefined,
  )
  t.same(
    loaded.files.map(({ file }) => file),
    ['a', 'c'],
  )
  t.match(loaded.diagnostics, [{ severity: 'error', place: { source: 'b', line: 1, column: 9 } }])
  t.match(loaded.reports, [
    { source: 'a', outcome: 'read' },
    { source: 'b', outcome: 'failed', reason: loaded.diagnostics[0]?.message },
    { source: 'c', outcome: 'read' },
  ])
})

t.test('what could not be read, or was not there, is in the report too', async (t) => {
  const diagnostics = [{ rule: 'r', severity: 'error', message: 'm', place: { source: 'x' } }] as const
  const loaded = await loadSource(source({}, { diagnostics, skipped: 'does not exist' }), false, undefined)
  t.same(loaded.diagnostics, diagnostics)
  t.same(loaded.reports, [
    { source: 'x', outcome: 'failed', reason: 'm' },
    { source: '/oem', outcome: 'skipped', reason: 'does not exist' },
  ])
})

t.test('steps know their places', async (t) => {
  const { files } = await loadSource(
    source({ a: 'stages:\n  boot:\n    - name: x\n    - name: y\n' }),
    false,
    undefined,
  )
  t.match(files.map(asOrderInput), [
    {
      file: 'a',
      places: {
        boot: [
          [3, 7],
          [4, 7],
        ],
      },
    },
  ])
})

t.test('dot notation is read as such', async (t) => {
  const { files } = await loadSource(source({ a: 'quiet stages.boot[0].name=x\n' }), true, undefined)
  t.match(files, [{ dotNotation: true, loaded: { config: { stages: { boot: [{ name: 'x' }] } } } }])
})

t.test('a text that the cache knows is not read again, and comes out the same', async (t) => {
  let kept: string | undefined
  const store = {
    read: () => kept,
    write: (text: string) => {
      kept = text
    },
  }
  const texts = source({
    a: 'typo: 1\nstages: {boot: [{commands: [x], users: {kim: {passwd: secret-word}}}]}\n',
    b: 'stages: [',
  })
  const cache = new DecodeCache(store)
  const first = await loadSource(texts, false, cache)
  cache.save()
  t.type(kept, 'string')
  const again = await loadSource(texts, false, new DecodeCache(store))
  const plain = ({ files, diagnostics, reports }: typeof first) =>
    JSON.parse(JSON.stringify({ files: files.map(({ loaded }) => loaded), diagnostics, reports }))
  t.same(plain(again), plain(first))
  t.equal(again.files[0]?.bytes, texts.files[0]?.bytes)
})
