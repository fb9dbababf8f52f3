import t from 'tap'
import type { Surroundings } from '../../../../src/core/template/functions.ts'
import {
  isSprigFunction,
  loadFunctions,
  sprigFunctionNames,
} from '../../../../src/core/template/sprig/index.ts'

const nowhere: Surroundings = {
  now: () => 0n,
  random: (length) => new Uint8Array(length),
  environment: {},
  timeZone: 'UTC',
  zoneFile: () => undefined,
  addresses: async () => [],
}

t.test('there are as many functions as in TxtFuncMap of sprig 3.3', async (t) => {
  t.equal(sprigFunctionNames().length, 211)
  t.equal(new Set(sprigFunctionNames()).size, 211)
})

t.test(
  'every name that is announced is loaded under that name, and with the others of its family no more',
  async (t) => {
    for (const name of sprigFunctionNames()) {
      const loaded = await loadFunctions([name], nowhere)
      t.same([...loaded.keys()], [name])
      t.equal(loaded.get(name)?.name, name)
    }
  },
)

t.test('names of the language and unknown names are none of sprig', async (t) => {
  for (const name of ['printf', 'len', 'nope', 'constructor', '']) t.equal(isSprigFunction(name), false, name)
  t.equal((await loadFunctions(['nope'], nowhere)).size, 0)
})

t.test('loading asks nothing of the surroundings', async (t) => {
  const out = (): never => {
    throw new Error('asked')
  }
  const silent = { ...nowhere, now: out, random: out, zoneFile: out, addresses: out }
  t.equal((await loadFunctions(sprigFunctionNames(), silent)).size, 211)
})
