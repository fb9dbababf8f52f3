import { readFileSync } from 'node:fs'
import t from 'tap'
import type { RunOutput } from '../../../src/core/machine.ts'
import { childProcess } from '../../../src/system/processes/child-process.ts'
import { runWithSockets } from '../../../src/system/processes/run-with-sockets.ts'
import { temporaryFolder } from '../temporary-folder.ts'

async function sh(command: string, timeout = 0, input?: string): Promise<RunOutput> {
  const environment = { PATH: process.env.PATH }
  const program = { file: 'sh', argv: ['sh', '-c', command], environment, timeout, input }
  return runWithSockets(program, await childProcess())
}

t.test('outputs, exit codes and input', async (t) => {
  t.strictSame(await sh('echo a; echo b >&2; exit 3'), { exit: 3, stdout: 'a\n', stderr: 'b\n' })
  t.match(await sh('cat', 0, 'given'), { exit: 0, stdout: 'given' })
  t.match(await sh('kill -9 $$'), { exit: undefined, signal: 'SIGKILL' })
})

t.test('whoever holds the output is waited for', async (t) => {
  const file = `${temporaryFolder(t)}/late`
  t.match(await sh(`(sleep 0.2; echo late; echo done > ${file}) & echo early`), { stdout: 'early\nlate\n' })
  t.equal(readFileSync(file, 'utf8'), 'done\n')
})

t.test('a deadline ends the whole group', async (t) => {
  t.match(await sh('sleep 30 & sleep 30', 200), { timedOut: true, signal: 'SIGTERM' })
})

t.test('what cannot be started is told', async (t) => {
  const program = { file: 'no-such-program', argv: ['x'], environment: {}, timeout: 0 }
  await t.rejects(runWithSockets(program, await childProcess()), { code: 'ENOENT' })
})
