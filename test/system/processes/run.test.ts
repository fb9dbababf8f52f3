import { readFileSync, writeFileSync } from 'node:fs'
import t from 'tap'
import type { Run, RunOutput } from '../../../src/core/machine.ts'
import { run } from '../../../src/system/processes/run.ts'
import { temporaryFolder } from '../temporary-folder.ts'

const environment = { PATH: process.env.PATH ?? '/usr/bin:/bin', HOME: '/root' }

function sh(shell: string, rest: Partial<Run> = {}): Promise<RunOutput> {
  return run({ kind: 'run', command: { shell }, ...rest }, { environment, timeout: 0, chroot: undefined })
}

t.test('how a command ended and what it printed', async (t) => {
  t.strictSame(await sh('echo out; echo err >&2; exit 3'), { exit: 3, stdout: 'out\n', stderr: 'err\n' })
  t.strictSame(await sh('true'), { exit: 0, stdout: '', stderr: '' })
  t.strictSame(await sh(''), { exit: 0, stdout: '', stderr: '' })
  t.match(await sh('kill -TERM $$'), { exit: undefined, signal: 'SIGTERM' })
  t.match(await sh('printf "\\377a"'), { stdout: '\udcffa' }, 'bytes that are not UTF-8 are kept')
})

t.test('a program without a shell does the same', async (t) => {
  t.match(await sh('printenv HOME'), { exit: 0, stdout: '/root\n' })
  t.match(
    await sh('printenv PWD'),
    { exit: 0, stdout: `${process.cwd()}\n` },
    'PWD is set as a shell sets it',
  )
  t.match(await sh('ls /nonexistent-x'), { exit: 2, stderr: /nonexistent-x/ })
  t.match(await sh('no-such-program a'), { exit: 127, stderr: /not found/ })
  t.match(await sh('/etc/passwd a'), { exit: 126 })
  const script = `${temporaryFolder(t)}/script`
  writeFileSync(script, 'echo "$0 $1"', { mode: 0o755 })
  t.match(
    await sh(`${script} arg`),
    { exit: 0, stdout: `${script} arg\n` },
    'a script without its first line',
  )
})

t.test('standard input is empty, or what is given', async (t) => {
  t.match(await sh('cat; echo end'), { stdout: 'end\n' })
  t.match(await sh('cat; echo end', { input: 'given\n' }), { stdout: 'given\nend\n' })
  t.match(await sh('echo end', { input: 'x'.repeat(1_000_000) }), { exit: 0 }, 'not all of it has to be read')
})

t.test('outputs are pipes that can be opened again', async (t) => {
  t.match(await sh('echo a > /dev/stderr; echo b > /dev/stdout; echo c | tee /dev/stderr'), {
    exit: 0,
    stdout: 'b\nc\n',
    stderr: 'a\nc\n',
  })
  t.match(await sh('[ -p /dev/stdout ] && [ -p /dev/stderr ]'), { exit: 0 })
})

t.test('whoever holds the output is waited for', async (t) => {
  const file = `${temporaryFolder(t)}/late`
  t.match(await sh(`(sleep 0.2; echo late; echo done > ${file}) & echo early`), {
    exit: 0,
    stdout: 'early\nlate\n',
  })
  t.equal(readFileSync(file, 'utf8'), 'done\n')
  const before = Date.now()
  t.match(await sh('sleep 5 > /dev/null 2>&1 &'), { exit: 0 }, 'others are not')
  t.ok(Date.now() - before < 3000)
})

t.test('only the end of a long output is kept', async (t) => {
  const { stdout, exit } = await sh('i=0; while [ $i -lt 30000 ]; do echo "line $i"; i=$((i+1)); done')
  t.equal(exit, 0)
  t.equal(stdout.length, 64 * 1024)
  t.ok(stdout.endsWith('line 29999\n'))
})

t.test('past the deadline the whole group is ended', async (t) => {
  const before = Date.now()
  const output = await sh('sleep 30 & sleep 30; echo never', { timeout: 300 })
  t.match(output, { timedOut: true, exit: undefined, signal: 'SIGTERM', stdout: '' })
  t.ok(Date.now() - before < 4000, 'also what runs in the background')
  t.match(await sh('echo next'), { exit: 0, stdout: 'next\n' })
})

t.test('who does not end when asked is ended', async (t) => {
  const output = await sh('trap "" TERM; echo on; while :; do sleep 0.1; done', { timeout: 200 })
  t.match(output, { timedOut: true, signal: 'SIGKILL', stdout: /^on/ })
  t.match(await sh('echo next'), { exit: 0, stdout: 'next\n' })
})

t.test('who leaves the group and keeps the output is given up', async (t) => {
  const output = await sh('setsid sleep 20 & sleep 0.1', { timeout: 300 })
  t.match(output, { timedOut: true })
  t.match(await sh('echo next'), { exit: 0, stdout: 'next\n' }, "and is in nobody's way")
})

t.test('programs by argument list', async (t) => {
  const argv = (...words: string[]) =>
    run({ kind: 'run', command: { argv: words } }, { environment, timeout: 0, chroot: undefined })
  t.match(await argv('printf', '%s|', 'a b', '$HOME', ''), { exit: 0, stdout: 'a b|$HOME||' })
  await t.rejects(argv('no-such-program'), { code: 'ENOENT' })
  t.match(await sh('printenv EXTRA HOME', { environment: { EXTRA: 'x' } }), { stdout: 'x\n/root\n' })
})

t.test(
  'programs run below another root',
  { skip: process.geteuid?.() === 0 ? false : 'only root' },
  async (t) => {
    const below = (shell: string) =>
      run({ kind: 'run', command: { shell } }, { environment, timeout: 0, chroot: '/' })
    t.match(await below('echo "in $PWD"'), { exit: 0, stdout: 'in /\n' })
  },
)
