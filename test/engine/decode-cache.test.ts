import t from 'tap'
import { type CacheStore, DecodeCache } from '../../src/engine/decode-cache.ts'
import type { LoadedText } from '../../src/engine/load.ts'

const bytes = (text: string) => Buffer.from(text, 'utf8')
const loaded = (name: string): LoadedText => ({
  config: { name, stages: { boot: [{ hostname: name }] } },
  places: { boot: [[1, 1]] },
  cloudConfig: false,
  secrets: [],
  diagnostics: [],
})

function memoryStore(text?: string): CacheStore & { text: string | undefined } {
  const store = {
    text,
    read: () => store.text,
    write: (written: string) => {
      store.text = written
    },
  }
  return store
}

t.test('a text is found again by the next run, as long as it is the same byte for byte', async (t) => {
  const store = memoryStore()
  const first = new DecodeCache(store)
  t.equal(first.find('/oem/a.yaml', bytes('one'), false), undefined)
  first.add('/oem/a.yaml', bytes('one'), false, loaded('one'))
  first.save()

  const second = new DecodeCache(store)
  t.same(second.find('/oem/a.yaml', bytes('one'), false), loaded('one'))
  t.equal(second.find('/oem/a.yaml', bytes('two'), false), undefined, 'another text')
  t.equal(second.find('/oem/a.yaml', bytes('one'), true), undefined, 'the same text read in dot notation')
  t.equal(second.find('/oem/b.yaml', bytes('one'), false), undefined, 'another file')
})

t.test('a text with sizes that JSON cannot hold is decoded each time, the others are kept', async (t) => {
  const store = memoryStore()
  const first = new DecodeCache(store)
  const config = { stages: { boot: [{ layout: { size: 2n ** 60n } }] } }
  first.add('big', bytes('a'), false, { ...loaded('x'), config })
  first.add('small', bytes('a'), false, loaded('x'))
  first.save()
  const second = new DecodeCache(store)
  t.equal(second.find('big', bytes('a'), false), undefined)
  t.same(second.find('small', bytes('a'), false), loaded('x'))
})

t.test('names of any kind come back as they were', async (t) => {
  const store = memoryStore()
  const environment = { $bigint: '12', __proto: 'x', constructor: 'y', '\u2028': '\ud800' }
  const config = {
    stages: { boot: [{ environment: Object.assign(JSON.parse('{"__proto__":"z"}'), environment) }] },
  }
  const first = new DecodeCache(store)
  first.add('a', bytes('a'), false, { ...loaded('x'), config })
  first.save()
  t.same(JSON.stringify(new DecodeCache(store).find('a', bytes('a'), false)?.config), JSON.stringify(config))
})

t.test('what other stages decoded stays in the cache', async (t) => {
  const store = memoryStore()
  for (const name of ['a', 'b']) {
    const cache = new DecodeCache(store)
    cache.add(name, bytes(name), false, loaded(name))
    cache.save()
  }
  t.ok(new DecodeCache(store).find('a', bytes('a'), false))
  t.ok(new DecodeCache(store).find('b', bytes('b'), false))
})

t.test('a cache that is cut, empty, of another version or of another shape is as good as none', async (t) => {
  const store = memoryStore()
  const first = new DecodeCache(store)
  first.add('a', bytes('a'), false, loaded('a'))
  first.save()
  const good = store.text as string
  const broken = [
    '',
    'null',
    '[]',
    '{}',
    good.slice(0, -1),
    good.slice(0, good.length / 2),
    good.replace(/"version":"[^"]*"/, '"version":"1 another build"'),
    good.replace('"places"', '"plaices"'),
    good.replace('"stages":{', '"stages":3,"x":{'),
    good.replace('"boot":[{', '"boot":{"x":[{').replace('}]}},"places"', '}]}}},"places"'),
    good.replace('"boot":[', '"boot":[null,'),
    good.replace('"text":"a"', '"text":1'),
  ]
  for (const text of broken) {
    t.not(text, good)
    const cache = new DecodeCache(memoryStore(text))
    t.equal(cache.find('a', bytes('a'), false), undefined, text.slice(0, 60))
  }
})
