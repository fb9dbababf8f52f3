import t from 'tap'
import {
  type ConditionContext,
  checkConditions,
  conditions,
  type Verdict,
} from '../../src/conditions/index.ts'
import type { Change, ChangeOutcome, Problem } from '../../src/core/machine.ts'
import { surroundings } from '../steps/misc-table.ts'
import { MemoryMachine, type MemoryOptions } from '../system/memory-machine.ts'

interface Checked {
  readonly verdict: Verdict
  readonly problems: readonly Problem[]
  readonly asked: readonly Change[]
}

/** Checks the conditions of a step on a machine in memory. */
async function check(
  step: Readonly<Record<string, unknown>>,
  options: MemoryOptions = {},
  context: Partial<ConditionContext> = {},
): Promise<Checked> {
  const machine = new MemoryMachine(options)
  const checking = checkConditions(step, {
    ...surroundings(step, machine),
    hostName: 'edge-7',
    architecture: 'amd64',
    refreshFacts: async () => ({ name: 'Debian GNU/Linux 12 (bookworm)', version: '12' }),
    ...context,
  })
  const problems: Problem[] = []
  let outcome: ChangeOutcome | undefined
  for (;;) {
    const next = outcome === undefined ? await checking.next() : await checking.next(outcome)
    if (next.done) return { verdict: next.value, problems, asked: machine.asked }
    if (next.value.kind === 'problem') problems.push(next.value)
    outcome = next.value.kind === 'problem' ? { ok: true, changed: false } : await machine.apply(next.value)
  }
}

const holds: Verdict = { holds: true }
const skips = (reason: string): Verdict => ({ holds: false, reason })

t.test('a step without conditions, or with empty ones, runs', async (t) => {
  t.same((await check({})).verdict, holds)
  t.same(
    (
      await check(
        Object.fromEntries(conditions.map(({ key }) => [key, '']).filter(([key]) => key !== 'if_files')),
      )
    ).verdict,
    holds,
  )
})

t.test('patterns are found anywhere in what they are held against', async (t) => {
  const cases: readonly (readonly [step: Record<string, string>, verdict: Verdict])[] = [
    [{ node: 'edge' }, holds],
    [{ node: '^edge-[0-9]+$' }, holds],
    [{ node: 'EDGE' }, skips('node "EDGE" does not match "edge-7"')],
    [{ node: '(?i)EDGE' }, holds],
    [{ only_os: 'Ubuntu|Debian' }, holds],
    [{ only_os: 'alpine' }, skips('only_os "alpine" does not match "Debian GNU/Linux 12 (bookworm)"')],
    [{ only_os_version: '^12$' }, holds],
    [{ only_os_version: '13' }, skips('only_os_version "13" does not match "12"')],
    [{ only_arch: 'amd' }, holds],
    [{ only_arch: '^arm' }, skips('only_arch "^arm" does not match "amd64"')],
  ]
  for (const [step, verdict] of cases) {
    t.same(await check(step), { verdict, problems: [], asked: [] }, JSON.stringify(step))
  }
})

t.test('a pattern that Go does not accept skips the step with a warning', async (t) => {
  for (const key of ['node', 'only_os', 'only_os_version', 'only_arch']) {
    const { verdict, problems } = await check({ [key]: 'a(?!b)' })
    const message = `${key} "a(?!b)" is no valid pattern: invalid or unsupported Perl syntax: \`(?!\``
    t.same(verdict, skips(message))
    t.match(problems, [{ severity: 'warning', message, help: /RE2/ }])
  }
})

t.test('a system that does not tell its name or version matches nothing', async (t) => {
  const context = { refreshFacts: async () => ({ name: '', version: '' }) }
  t.same(
    (await check({ only_os: '.*' }, {}, context)).verdict,
    skips('only_os ".*": /etc/os-release has no PRETTY_NAME'),
  )
  t.match((await check({ only_os_version: '.*' }, {}, context)).verdict, { reason: /no VERSION_ID/ })
})

t.test('the operating system is read anew for each check, but not for a bad pattern', async (t) => {
  let count = 0
  const context = {
    refreshFacts: async () => {
      count++
      return { name: 'x', version: '1' }
    },
  }
  await check({ only_os: 'x', only_os_version: '1' }, {}, context)
  t.equal(count, 2)
  await check({ only_os: '(' }, {}, context)
  t.equal(count, 2)
})

t.test('if: the shell text is rendered, asked as a question, and its exit code decides', async (t) => {
  const asked = await check({ if: 'test {{ upper "a" }}' })
  t.same(asked.verdict, holds)
  t.same(asked.asked, [{ kind: 'run', command: { shell: 'test A' }, question: true, at: ['if'] }])
  const reasons: readonly (readonly [MemoryOptions, string])[] = [
    [{ reply: () => ({ exit: 3 }) }, 'if: the command ended with exit code 3'],
    [{ reply: () => ({ exit: 127 }) }, 'if: the shell did not find a command (exit code 127)'],
    [{ reply: () => ({ exit: undefined, signal: 'SIGKILL' }) }, 'if: the command was ended by SIGKILL'],
    [{ reply: () => ({ exit: undefined, timedOut: true }) }, 'if: the command took too long'],
    [{ refuse: () => 'ENOENT' }, 'if: refused: ENOENT'],
  ]
  for (const [options, reason] of reasons) t.same((await check({ if: 'x' }, options)).verdict, skips(reason))
  const left = await check({ if: '{{' }, {}, { render: async () => undefined })
  t.same([left.verdict, left.asked], [skips('if: its template fails'), []])
})

t.test('conditions are checked in the order of yip, the first that fails decides', async (t) => {
  t.same(
    conditions.map(({ key }) => key),
    ['node', 'if', 'only_os', 'only_os_version', 'only_arch', 'only_service_manager', 'if_files'],
  )
  t.same((await check({ if: 'x', node: 'other' })).asked, [], 'no command on another node')
  const { verdict, asked } = await check({ if_files: { all: ['/missing'] }, only_os: 'alpine', if: 'x' })
  t.match(verdict, { reason: /^only_os/ })
  t.equal(asked.length, 1, 'but before any other condition')
})

t.test('a command that is not run decides only in a plan, which then says what it rests on', async (t) => {
  const unasked = async (dryRun: boolean, step: Readonly<Record<string, unknown>>) => {
    const machine = new MemoryMachine()
    const checking = checkConditions(step, {
      ...surroundings(step, machine),
      hostName: 'edge-7',
      architecture: 'amd64',
      dryRun,
      refreshFacts: async () => ({ name: '', version: '' }),
    })
    await checking.next()
    return (await checking.next({ ok: true, changed: false, skipped: 'programs are not run here' })).value
  }
  t.same(await unasked(true, { if: '[ -e /x ]' }), { holds: true, assuming: '`[ -e /x ]` holds' })
  t.same(await unasked(true, { if: '[ -e /x ]', node: 'edge' }), {
    holds: true,
    assuming: '`[ -e /x ]` holds',
  })
  t.same(
    await unasked(true, { if: '[ -e /x ]', only_arch: 'other' }),
    skips('only_arch "other" does not match "amd64"'),
  )
  t.same(
    await unasked(false, { if: '[ -e /x ]' }),
    skips('if: the command was not run: programs are not run here'),
  )
})
