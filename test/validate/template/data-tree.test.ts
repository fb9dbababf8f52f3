import t from 'tap'
import { templateData } from '../../../src/system/facts/index.ts'
import { type Data, factData } from '../../../src/validate/template/data-tree.ts'

t.test('all facts that this machine has are known', async (t) => {
  const lost = [...notIn(await templateData('/'), factData, '')]
  t.same(lost, [])
})

t.test('a fact that is not known would be seen', async (t) => {
  t.same([...notIn({ Values: { os: { colour: 'red' } } }, factData, '')], ['.Values.os.colour'])
})

/** Paths of a value that the tree does not have. */
function* notIn(value: unknown, data: Data | undefined, path: string): Generator<string> {
  if (data === undefined) yield path
  else if (Array.isArray(value)) {
    for (const item of value) yield* notIn(item, data.kind === 'list' ? data.item : undefined, `${path}[]`)
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, child] of Object.entries(value)) {
      yield* notIn(child, data.kind === 'record' ? data.fields[key] : undefined, `${path}.${key}`)
    }
  } else if (data.kind !== 'leaf') yield path
}
