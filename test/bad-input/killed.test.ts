import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync, utimesSync, watch, writeFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import t from 'tap'
import { machine } from '../commands/machine.ts'
import { nodeBuild } from '../commands/program.ts'
import { boot } from './broken-layer.ts'

/** How long the kills may take together, in milliseconds. */
const budget = 10_000
const people = 5000

const many = (first: string, line: (i: number) => string) =>
  `${first}\n${Array.from({ length: people }, (_, i) => line(i)).join('')}`

const files = {
  'etc/motd': '',
  'etc/passwd': many(
    'root:x:0:0:root:/root:/bin/sh',
    (i) => `user${i}:x:${5000 + i}:5000:Somebody:/home/user${i}:/bin/sh\n`,
  ),
  'etc/shadow': many('root:*:19000:0:99999:7:::', (i) => `user${i}:*:19000:0:99999:7:::\n`),
  'oem/a.yaml': `stages:
  boot:
    - users: {op: {passwd: "*", no_create_home: true}}
      files: [{path: /etc/motd, permissions: 0644, content: ${'m'.repeat(500_000)}}]
`,
}
const names = ['passwd', 'shadow', 'group', 'motd']

t.test('killed at any moment, files hold the old content or the new one', { timeout: 120_000 }, async (t) => {
  const root = machine(t, files)
  const etc = `${root}/etc`
  const content = () => names.map((name) => readFileSync(`${etc}/${name}`, 'latin1'))
  const usual = new Set(readdirSync(etc))
  const beginning = content()
  const restore = () => {
    for (const [i, name] of names.entries()) writeFileSync(`${etc}/${name}`, beginning[i] ?? '')
  }
  const from = performance.now()
  t.equal((await boot(root)).exitCode, 0)
  const whole = performance.now() - from
  const end = content()
  t.ok(
    end.every((text, i) => text !== beginning[i]),
    'the run writes all of them',
  )

  const [file = '', ...engine] = nodeBuild
  let [runs, killed, between, left] = [0, 0, 0, 0]
  for (; performance.now() - from < budget; runs++) {
    restore()
    const before = readdirSync(etc).length
    const child = spawn(file, [...engine, 'run-stage', 'boot', '--root', root], { stdio: 'ignore' })
    const ended = once(child, 'exit')
    // Every other one at any moment, the others soon after something in the folder was touched.
    if (runs % 2 === 0) await pause(whole * Math.random())
    else await firstChange(etc, ended).then(() => pause(25 * Math.random()))
    child.kill('SIGKILL')
    const [, signal] = await ended
    if (signal === 'SIGKILL') killed++
    const isNew = content().map((text, i) => {
      const { length } = text
      if (text !== beginning[i] && text !== end[i])
        t.fail(`${names[i]} is neither old nor new: ${length} bytes`)
      return text === end[i]
    })
    if (new Set(isNew).size > 1) between++
    if (readdirSync(etc).length > before) left++
  }
  t.comment(`${killed} of ${runs} killed, ${between} between two files, ${left} left something temporary`)
  t.ok(killed > 10, `${killed} runs were killed`)
  t.ok(between > 0, 'some of them in the middle')

  restore()
  for (const name of readdirSync(etc)) {
    // As if the kill was a while ago: what is younger may belong to somebody at work.
    if (!usual.has(name)) utimesSync(`${etc}/${name}`, new Date(0), new Date(0))
  }
  const again = performance.now()
  t.equal((await boot(root)).exitCode, 0, 'the next run is done')
  t.ok(performance.now() - again < 10_000, 'and does not wait for a lock that nobody holds')
  t.same(content(), end)
  t.same(new Set(readdirSync(etc)), usual, 'nothing temporary is left')
})

/** Waits until something in a folder changes, or the other thing happens. */
async function firstChange(folder: string, other: Promise<unknown>): Promise<void> {
  const watcher = watch(folder)
  await Promise.race([once(watcher, 'change'), other])
  watcher.close()
}
