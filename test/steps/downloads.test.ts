import t from 'tap'
import type { Change, ChangeOutcome, Fetch } from '../../src/core/machine.ts'
import { MachineError } from '../../src/core/machine.ts'
import { nameOfAnswer } from '../../src/steps/downloads/name-of-answer.ts'
import { MemoryMachine, type MemoryOptions } from '../system/memory-machine.ts'
import { applyStep } from './misc-table.ts'

/** A machine whose network answers HEAD with `head` and puts `body` into files. */
class NetworkMachine extends MemoryMachine {
  readonly #head: Readonly<Record<string, string>>
  readonly #status: number

  constructor(options: MemoryOptions, head: Readonly<Record<string, string>> = {}, status = 200) {
    super(options)
    this.#head = head
    this.#status = status
  }

  override async apply(change: Exclude<Change, { kind: 'problem' }>): Promise<ChangeOutcome> {
    if (change.kind !== 'fetch') return super.apply(change)
    this.asked.push(change)
    if (change.url.includes('refused')) return { ok: false, error: new MachineError('refused') }
    const response = { status: this.#status, url: change.url, headers: this.#head, body: new Uint8Array() }
    if (change.path !== undefined) this.put(change.path, 'body')
    return { ok: true, changed: change.path !== undefined, response }
  }

  get fetches(): Fetch[] {
    return this.asked.filter((change) => change.kind === 'fetch')
  }
}

const url = 'http://host/dir/name.conf?x'

t.test('a new file is fetched at once, its folders are made', async (t) => {
  const machine = new NetworkMachine({})
  const downloads = [{ path: '/srv/x/f', url, permissions: 0o640, owner: 7, group: -1, timeout: 3 }]
  t.equal((await applyStep({ downloads }, machine)).failed, false)
  t.match(machine.entries.get('/srv/x'), { type: 'directory', mode: 0o755 })
  t.match(machine.fetches, [{ path: '/srv/x/f', url, mode: 0o640, uid: 7, gid: undefined, timeout: 3000 }])
})

t.test('an existing file of the same size is kept and gets mode and owner', async (t) => {
  const machine = new NetworkMachine({ files: { '/f': '12345' } }, { 'content-length': '5' })
  await applyStep({ downloads: [{ path: '/f', url, permissions: 0o600, owner: 3 }] }, machine)
  t.match(machine.fetches, [{ method: 'HEAD' }])
  t.equal(machine.fetches.length, 1)
  t.match(machine.entries.get('/f'), { mode: 0o600, uid: 3 })
})

for (const [what, head, status] of [
  ['another size', { 'content-length': '4' }, 200],
  ['an unknown size', {}, 200],
  ['a server that does not like to be asked', { 'content-length': '5' }, 405],
] as const) {
  t.test(`an existing file is fetched again with ${what}`, async (t) => {
    const machine = new NetworkMachine({ files: { '/f': '12345' } }, head, status)
    await applyStep({ downloads: [{ path: '/f', url }] }, machine)
    t.match(machine.fetches, [{ method: 'HEAD' }, { path: '/f' }])
  })
}

t.test('a folder as path takes the name from the answer or the address', async (t) => {
  const disposition = { 'content-disposition': 'attachment; filename="given.txt"' }
  for (const [head, name] of [
    [disposition, 'given.txt'],
    [{}, 'name.conf'],
  ] as const) {
    const machine = new NetworkMachine({ files: { '/srv/dl': null } }, head)
    await applyStep({ downloads: [{ path: '/srv/dl/', url }] }, machine)
    t.equal(machine.fetches.at(-1)?.path, `/srv/dl/${name}`)
  }
})

t.test('a server that cannot be reached is asked once, and the next download still runs', async (t) => {
  const machine = new NetworkMachine({ files: { '/srv/dl': null, '/f': 'x' } })
  const downloads = [
    { path: '/srv/dl', url: 'http://refused/a' },
    { path: '/f', url: 'http://refused/b' },
    { path: '/srv/ok', url },
  ]
  t.equal((await applyStep({ downloads }, machine)).failed, true)
  t.equal(machine.fetches.length, 3)
})

t.test('an unknown owner fails after the file is there', async (t) => {
  const machine = new NetworkMachine({ files: { '/etc/passwd': '', '/etc/group': '' } })
  const { failed, problems } = await applyStep(
    { downloads: [{ path: '/f', url, ownerstring: 'ghost' }] },
    machine,
  )
  t.equal(failed, true)
  t.match(problems, [{ message: /there is no user ghost/ }])
  t.equal(machine.now.text('/f'), 'body')
})

t.test('names of answers', (t) => {
  for (const [address, header, name] of [
    ['http://h/a/b.txt', '', 'b.txt'],
    ['http://h/a%20b', '', 'a b'],
    ['http://h/', '', undefined],
    ['http://h/dir/', '', undefined],
    ['http://h/a', 'attachment; filename=x.bin', 'x.bin'],
    ['http://h/a', 'attachment; filename="../../etc/x"', 'x'],
    ['http://h/a', "attachment; filename*=UTF-8''%c3%a9.txt", 'é.txt'],
    ['http://h/a', 'inline', 'a'],
    ['nothing', '', undefined],
  ] as const) {
    t.equal(
      nameOfAnswer(address, header === '' ? {} : { 'content-disposition': header }),
      name,
      `${address} ${header}`,
    )
  }
  t.end()
})
