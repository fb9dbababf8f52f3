import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import t, { type Test } from 'tap'
import { loadConfig } from '../src/core/config/load.ts'
import { stepShape } from '../src/steps/index.ts'
import { differences, snapshot } from './commands/machine.ts'
import { run } from './commands/program.ts'
import { temporaryFolder } from './system/temporary-folder.ts'

const top = fileURLToPath(new URL('..', import.meta.url))
const folder = join(top, 'examples')
const names = readdirSync(folder)
  .filter((name) => name.endsWith('.yaml'))
  .map((name) => name.slice(0, -'.yaml'.length))
  .sort()
const inOrder = ['rootfs', 'initramfs', 'fs', 'boot', 'network']

/** A copy of the small machine that the examples are planned on. */
function freshMachine(t: Test): string {
  const root = temporaryFolder(t)
  cpSync(join(folder, 'machine'), root, { recursive: true })
  return root
}

/** Stages in which an example has something to do. */
function stagesOf(name: string): readonly string[] {
  const source = `examples/${name}.yaml`
  const { config, diagnostics } = loadConfig(readFileSync(join(top, source)), { source, step: stepShape })
  if (diagnostics.length > 0) throw new Error(JSON.stringify(diagnostics))
  return Object.keys(config?.stages ?? {}).sort((a, b) => inOrder.indexOf(a) - inOrder.indexOf(b))
}

/** The plan of an example as its file has it: each command that makes a part of it, and what it prints. */
async function planOf(t: Test, name: string): Promise<string> {
  const root = freshMachine(t)
  const before = snapshot(root)
  let plan = ''
  for (const stage of stagesOf(name)) {
    const words = ['run-stage', stage, '--dry-run', '--config-dir', `examples/${name}.yaml`, '--root', root]
    const { exitCode, all } = await run(words, { cwd: top })
    t.equal(exitCode, 0, all)
    plan += `$ cos-config ${words.join(' ')}\n${all}\n`
  }
  t.same(differences(before, snapshot(root)), [], 'nothing is touched')
  return plan.replaceAll(root, 'examples/machine').replace(/ \([\d.]+ ms\)$/gm, '')
}

for (const name of names) {
  t.test(`examples/${name}.yaml does what its plan says`, async (t) => {
    const file = join(folder, `${name}.plan.txt`)
    const plan = await planOf(t, name)
    if (process.env.UPDATE_PLANS === '1') writeFileSync(file, plan)
    t.ok(existsSync(file), 'UPDATE_PLANS=1 writes it')
    t.equal(plan, readFileSync(file, 'utf8'), 'UPDATE_PLANS=1 writes it anew')
  })
}

t.test('all examples can be applied to one machine, and applied again', async (t) => {
  const root = freshMachine(t)
  const layers = names.map((name) => `--config-dir=examples/${name}.yaml`)
  for (const stage of new Set(names.flatMap(stagesOf))) {
    const words = ['run-stage', stage, ...layers, '--root', root]
    const { exitCode, all } = await run(words, { cwd: top })
    t.equal(exitCode, 0, `${stage}: ${all}`)
    const before = snapshot(root)
    t.equal((await run(words, { cwd: top })).exitCode, 0)
    const changed = differences(before, snapshot(root)).filter((path) => !path.startsWith('/run/cos-config'))
    t.same(changed, [], `${stage}, again`)
  }
})

t.test('there are examples, and the index names each of them', async (t) => {
  t.ok(names.length >= 6)
  const index = readFileSync(join(folder, 'README.md'), 'utf8')
  for (const name of names) t.match(index, `| [${name}.yaml](${name}.yaml) |`)
  const plans = readdirSync(folder).filter((file) => file.endsWith('.plan.txt'))
  t.same(
    plans.sort(),
    names.map((name) => `${name}.plan.txt`).sort(),
    'no plan is left of an example that is gone',
  )
})
