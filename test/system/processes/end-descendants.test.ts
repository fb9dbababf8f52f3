import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import t, { type Test } from 'tap'
import { endDescendants } from '../../../src/system/processes/end-descendants.ts'
import { temporaryFolder } from '../temporary-folder.ts'

/** Starts a script and waits until it says that it is ready; gives the ids that it prints. */
async function start(t: Test, script: string): Promise<number[]> {
  const child = spawn('sh', ['-c', script], { stdio: ['ignore', 'pipe', 'ignore'] })
  t.teardown(() => child.kill('SIGKILL'))
  const [line] = await once(child.stdout, 'data')
  return [child.pid as number, ...String(line).trim().split(' ').map(Number)]
}

const isThere = (id: number) => existsSync(`/proc/${id}/root`) && existsSync(`/proc/${id}/exe`)

t.test('programs and those that they started end by the signal, also in groups of their own', async (t) => {
  const ids = await start(t, 'setsid sleep 60 & a=$!; (sleep 61; :) & echo $a $!; wait')
  t.equal(ids.length, 3)
  t.ok(ids.every(isThere), 'they run')
  endDescendants('SIGTERM')
  t.notOk(ids.some(isThere), 'they have ended')
})

t.test('a program may still clean up', async (t) => {
  const folder = temporaryFolder(t)
  await start(t, `trap 'touch ${folder}/cleaned; exit' TERM; echo 0; while :; do sleep 0.05; done`)
  endDescendants('SIGTERM')
  t.ok(existsSync(`${folder}/cleaned`))
})

t.test('one that does not end by itself is ended', { timeout: 30_000 }, async (t) => {
  const [id = 0] = await start(t, "trap '' TERM; echo 0; while :; do sleep 0.1; done")
  const from = Date.now()
  endDescendants('SIGTERM')
  t.notOk(isThere(id))
  t.ok(Date.now() - from >= 5000, 'after a while')
})

t.test('without any program there is nothing to wait for', async (t) => {
  const from = Date.now()
  endDescendants('SIGTERM')
  t.ok(Date.now() - from < 2000)
})
