import t from 'tap'
import { describe } from '../../src/core/report/describe.ts'
import { PlannedMachine } from '../../src/system/planned-machine.ts'
import { MemoryMachine } from '../system/memory-machine.ts'
import { applyStep } from './misc-table.ts'

const url = 'https://me:secret@host/r.git?token=secret'

/** What a plan would do for a `git`, in words, and how the step ended. */
async function plan(
  git: Readonly<Record<string, unknown>>,
  files: Readonly<Record<string, string | null>> = {},
) {
  const machine = new PlannedMachine(new MemoryMachine({ files }).now, { umask: 0o022 })
  const memory = new MemoryMachine({ files })
  memory.apply = (change) => machine.apply(change)
  const { failed, problems } = await applyStep({ git }, memory)
  return { planned: machine.planned, failed, problems }
}

t.test('a plan says what would be cloned, or updated, and touches nothing', async (t) => {
  const fresh = await plan({ url, path: '/srv/r', auth: { password: 'secret' } })
  t.strictSame(
    fresh.planned.map(({ change }) => describe(change)),
    ['clone https://host/r.git?… to /srv/r'],
  )
  t.match(fresh.planned[0]?.unknown, /nothing is fetched/)
  const there = await plan({ url, path: '/srv/r', branch: 'dev' }, { '/srv/r/.git': null })
  t.strictSame(
    there.planned.map(({ change }) => describe(change)),
    ['update https://host/r.git?… in /srv/r'],
  )
})

t.test('without an address nothing happens; without a place it says so', async (t) => {
  t.match(await plan({ path: '/srv/r' }), { planned: { length: 0 }, failed: false })
  t.match(await plan({ url }), {
    failed: true,
    problems: [{ message: 'the repository has no place', help: String }],
  })
})

t.test('relative paths start at the work folder, addresses do not', async (t) => {
  for (const [given, expected] of [
    ['../r.git', '/work/../r.git'],
    ['/srv/r.git', '/srv/r.git'],
    ['host:r.git', 'host:r.git'],
    ['./a:b', '/work/./a:b'],
  ] as const) {
    const machine = new MemoryMachine({})
    const asked: unknown[] = []
    machine.apply = async (change) => {
      asked.push(change)
      return { ok: true, changed: true }
    }
    await applyStep({ git: { url: given, path: 'x' } }, machine, undefined, { workFolder: '/work' })
    t.match(asked, [{ url: expected, path: '/work/x' }], given)
  }
})
