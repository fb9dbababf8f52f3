import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { run } from '../../../src/system/processes/run.ts'

const surroundings = { environment: { PATH: process.env.PATH }, timeout: 0, chroot: undefined }

function lock(test: Test): string {
  const folder = mkdtempSync(join(tmpdir(), 'cos-config-patience-'))
  test.teardown(() => rmSync(folder, { recursive: true }))
  const path = join(folder, 'lock')
  writeFileSync(path, '')
  return path
}

const tool = (path: string) =>
  ['sh', '-c', 'if [ -e "$1" ]; then echo "E: Could not get lock $1" >&2; exit 100; fi', 'sh', path] as const

t.test('a program that finds a lock is run again until it is free, and people are told once', async (t) => {
  const path = lock(t)
  const told: string[] = []
  setTimeout(() => rmSync(path), 1500)
  const whileBusy = { signs: ['Could not get lock'], patience: 30_000 }
  const output = await run(
    { kind: 'run', command: { argv: tool(path) }, whileBusy },
    { ...surroundings, note: (message) => told.push(message) },
  )
  t.equal(output.exit, 0)
  t.notOk(existsSync(path))
  t.match(told, [/waits for another program: E: Could not get lock/])
})

t.test('patience has an end', async (t) => {
  const whileBusy = { signs: ['Could not get lock'], patience: 1200 }
  const output = await run({ kind: 'run', command: { argv: tool(lock(t)) }, whileBusy }, surroundings)
  t.match(output, { exit: 100, stderr: /Could not get lock/ })
})

t.test('any other failure is one at once', async (t) => {
  const started = performance.now()
  const whileBusy = { signs: ['another sign'], patience: 60_000 }
  const output = await run({ kind: 'run', command: { argv: tool(lock(t)) }, whileBusy }, surroundings)
  t.equal(output.exit, 100)
  t.ok(performance.now() - started < 900)
})
