import { readFileSync } from 'node:fs'
import t from 'tap'
import { run } from './program.ts'

const committed = (name: string) =>
  readFileSync(new URL(`../../schema/${name}.schema.json`, import.meta.url), 'utf8')

t.test('the schema of configurations is printed as it is committed', async (t) => {
  for (const words of [['schema'], ['schema', 'config']]) {
    const { exitCode, out, err } = await run(words)
    t.equal(exitCode, 0, err)
    t.ok(out === committed('cos-config'), words.join(' '))
  }
})

t.test('so are the schemas of other files', async (t) => {
  for (const name of ['project', 'diagnostics', 'report']) {
    const { exitCode, out } = await run(['schema', name])
    t.equal(exitCode, 0)
    t.same(JSON.parse(out), JSON.parse(committed(name)), name)
  }
})

t.test('what there is no schema of ends in a usage error', async (t) => {
  for (const words of [['nonsense'], ['config', 'report'], ['constructor']]) {
    t.match(await run(['schema', ...words]), { exitCode: 64, out: '', err: /schema takes one of config, / })
  }
})
