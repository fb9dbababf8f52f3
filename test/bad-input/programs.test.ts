import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import t, { type Test } from 'tap'
import { write } from '../commands/machine.ts'
import { nodeBuild, privateRun, run, standaloneBuild } from '../commands/program.ts'
import { temporaryFolder } from '../system/temporary-folder.ts'
import { complaints, isForPeople, leftOutWithoutRoot } from './broken-layer.ts'

/** The boot stage on the running system, of one file that may only run harmless programs. */
const bootWords = (file: string) => [
  'run-stage',
  'boot',
  '--config-dir',
  file,
  '--cmdline',
  '/dev/null',
  '--no-cache',
]

function boot(t: Test, yaml: string, ...words: string[]) {
  const folder = temporaryFolder(t)
  write(folder, { 'a.yaml': yaml.replaceAll('FOLDER', folder) })
  const file = `${folder}/a.yaml`
  return { folder, file, words: [...bootWords(file), ...words] }
}

t.test('output of any size is read away, and its last line told', async (t) => {
  const { file, words } = boot(
    t,
    `stages:
  boot:
    - name: loud
      commands:
        - head -c 100000000 /dev/zero
        - head -c 50000000 /dev/zero | tr '\\0' x >&2; echo >&2; echo the last words >&2; exit 3
        - 'printf "\\033[2J\\033[31mred\\377" >&2; exit 4'
    - name: after
      files: [{path: FOLDER/after, permissions: 0644, owner: -1, group: -1}]
`,
  )
  const { exitCode, all } = await run(words, { under: privateRun })
  t.equal(exitCode, 1)
  t.equal(complaints(all).length, 2)
  t.match(all, `at    ${file}:6:11`)
  t.match(all, 'the last words')
  t.match(all, /error \\x1b\[2J\\x1b\[31mred/)
  t.match(all, 'write')
  t.ok(all.length < 2000, 'and not more than that')
})

t.test('a command that never ends is ended at its time, with all that it started', async (t) => {
  const { folder, file, words } = boot(
    t,
    `stages:
  boot:
    - name: hangs
      commands:
        - sleep 3600
        - (sleep 3601; :) & echo $! > FOLDER/child; wait
        - "trap '' TERM; echo $$ > FOLDER/stubborn; while :; do sleep 0.2; done"
    - name: asks
      if: sleep 3602
      files: [{path: FOLDER/never}]
    - name: after
      files: [{path: FOLDER/after, permissions: 0644, owner: -1, group: -1, content: x}]
`,
    '--timeout',
    '300ms',
  )
  const { exitCode, all } = await run(words, { under: privateRun })
  t.equal(exitCode, 1)
  for (const [line, column] of [
    [5, 11],
    [6, 11],
    [7, 11],
  ]) {
    t.match(all, `at    ${file}:${line}:${column}\n  what  run \``)
  }
  t.equal(all.match(/it took too long and was ended/g)?.length, 3, all)
  t.notOk(existsSync(`${folder}/never`), 'a condition that never ends does not hold')
  t.equal(readFileSync(`${folder}/after`, 'utf8'), 'x', 'what comes after is done')
  for (const name of ['child', 'stubborn'])
    t.notOk(isRunning(readFileSync(`${folder}/${name}`, 'utf8')), name)
  isForPeople(t, all)
})

t.test('programs that cannot be run are told', async (t) => {
  const { words } = boot(
    t,
    `stages:
  boot:
    - commands:
        - no-such-program --x
        - /etc/passwd
        - /
        - "echo a\\0b"
        - "echo ${'x'.repeat(200_000)}"
`,
  )
  const { exitCode, all } = await run(words, { under: privateRun })
  t.equal(exitCode, 1)
  t.equal(complaints(all).length, 5, all)
  // The shell says the latter of a search path with a folder that may not be looked at.
  t.match(all, /no-such-program: (not found|Permission denied)/)
  t.match(all, /Permission denied/)
  t.match(all, /a NUL character stands in it/)
  t.match(all, /it is too long; put it into a file/)
  isForPeople(t, all)
})

t.test('without a search path the shell is missing, and that is said', async (t) => {
  const { words } = boot(t, 'stages: {boot: [{commands: ["true"]}]}\n')
  const under = [...privateRun, '/usr/bin/env', 'PATH=/nonexistent']
  const { exitCode, all } = await run(words, { under })
  t.equal(exitCode, 1)
  t.match(all, 'the shell is not installed, or not on PATH')
})

function isRunning(id: string): boolean {
  try {
    return !/^\d+ \(.*\) [ZX]/s.test(readFileSync(`/proc/${id.trim()}/stat`, 'latin1'))
  } catch {
    return false
  }
}

const builds = { node: nodeBuild, ...(standaloneBuild && { standalone: standaloneBuild }) }

for (const [name, [file = '', ...engine]] of Object.entries(builds)) {
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
    t.test(`${signal} ends the run, what it started, and leaves a report (${name})`, async (t) => {
      const { folder, words } = boot(
        t,
        `stages:
  boot:
    - name: first
      files: [{path: FOLDER/first, permissions: 0644, owner: -1, group: -1, content: x}]
    - name: waits
      commands:
        - "true"
        - (sleep 3603; :) & echo $! > FOLDER/child; sleep 3604; echo too far > FOLDER/far
        - echo too far > FOLDER/far
    - name: never
      files: [{path: FOLDER/far}]
`,
      )
      const keeps = `"$@"; code=$?; cp /run/cos-config/boot.json ${folder}/report.json; exit $code`
      const [outer = file, ...before] = privateRun
      // A shell that waits hands no signal on, so the program tells its own id.
      const told = `echo $$ > ${folder}/engine; exec "$@"`
      const inner = ['sh', '-c', told, 'sh', file, ...engine, ...words]
      const line = privateRun.length > 0 ? [...before, 'sh', '-c', keeps, 'sh', ...inner] : inner.slice(1)
      const child = spawn(privateRun.length > 0 ? outer : 'sh', line, { stdio: ['ignore', 'pipe', 'pipe'] })
      let all = ''
      for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (all += chunk))
      const ended = once(child, 'close')
      await until(() => existsSync(`${folder}/child`) && readFileSync(`${folder}/child`, 'utf8') !== '')
      const from = Date.now()
      process.kill(Number(readFileSync(`${folder}/engine`, 'utf8')), signal)
      const [code, by] = await ended
      t.ok(Date.now() - from < 4000, 'at once')
      const number = { SIGTERM: 143, SIGINT: 130, SIGHUP: 129 }[signal]
      if (privateRun.length > 0) t.equal(code, number, all)
      else t.equal(by, signal)
      t.equal(readFileSync(`${folder}/first`, 'utf8'), 'x')
      t.notOk(isRunning(readFileSync(`${folder}/child`, 'utf8')), 'what it started has ended')
      t.notOk(existsSync(`${folder}/far`), 'nothing else was begun')
      t.match(all, `what  ${signal} ended the run at: run \`(sleep 3603; :)`)
      t.match(all, 'what follows was not run')
      t.equal(complaints(all).length, 1)
      isForPeople(t, all)
      if (privateRun.length === 0) return
      const report = JSON.parse(readFileSync(`${folder}/report.json`, 'utf8'))
      t.match(report, {
        exitCode: number,
        summary: { changed: 1, failed: 1 },
        steps: [{ outcome: 'changed' }, { outcome: 'failed', line: 5 }],
      })
    })
  }
}

t.test(
  'nohup keeps a run from ending with its terminal',
  leftOutWithoutRoot('a /run of its own'),
  async (t) => {
    if (!standaloneBuild) return t.comment('LEFT OUT: Node itself forgets what was ignored')
    const { folder, words } = boot(
      t,
      `stages:
  boot:
    - commands:
        - echo $PPID > FOLDER/engine; while [ ! -e FOLDER/go ]; do sleep 0.05; done
      files: [{path: FOLDER/first, permissions: 0644, owner: -1, group: -1, content: x}]
    - files: [{path: FOLDER/done, permissions: 0644, owner: -1, group: -1, content: x}]
`,
    )
    const ended = run(words, {
      engine: standaloneBuild,
      under: [...privateRun, 'sh', '-c', 'trap \'\' HUP; exec "$@"', 'sh'],
    })
    await until(() => existsSync(`${folder}/engine`) && readFileSync(`${folder}/engine`, 'utf8') !== '')
    process.kill(Number(readFileSync(`${folder}/engine`, 'utf8')), 'SIGHUP')
    await pause(100)
    write(folder, { go: '' })
    t.match(await ended, { exitCode: 0 })
    t.equal(readFileSync(`${folder}/done`, 'utf8'), 'x')
  },
)

async function until(holds: () => boolean): Promise<void> {
  for (const end = Date.now() + 20_000; !holds(); await pause(20))
    if (Date.now() > end) throw new Error('waited in vain')
}
