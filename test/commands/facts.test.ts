import t from 'tap'
import { differences, machine, snapshot } from './machine.ts'
import { run } from './program.ts'

t.test('what templates see under .Values is printed as JSON', async (t) => {
  const { exitCode, out, err } = await run(['facts'])
  t.equal(exitCode, 0, err)
  const facts = JSON.parse(out)
  t.same(Object.keys(facts), ['Values'])
  for (const key of ['node', 'os', 'kernel', 'cpu', 'memory', 'network', 'storage'])
    t.ok(key in facts.Values, key)
  const { out: rendered } = await run(['render', '-'], { input: '{{ .Values.kernel.release }}' })
  t.equal(rendered, facts.Values.kernel.release)
})

t.test('below a root it is that tree which counts, and nothing in it changes', async (t) => {
  const root = machine(t)
  const before = snapshot(root)
  const { exitCode, out } = await run(['facts', '--root', root])
  t.equal(exitCode, 0)
  t.match(JSON.parse(out), { Values: { os: { name: 'Example Edge OS 1.2', version: '1.2' } } })
  t.same(differences(before, snapshot(root)), [])
})

t.test('an operand, and a root that is not there, are refused', async (t) => {
  t.match(await run(['facts', 'x']), { exitCode: 64, out: '', err: /facts takes no operand, not "x"/ })
  t.match(await run(['facts', '--root', '/nowhere']), {
    exitCode: 66,
    out: '',
    err: /\/nowhere does not exist/,
  })
})
