import { spawn } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import t from 'tap'
import { temporaryFolder } from '../temporary-folder.ts'

const source = new URL('../../../src/system/processes/run.ts', import.meta.url).pathname

t.test('what ends the engine ends the program it waits for', async (t) => {
  const folder = temporaryFolder(t)
  const script = `${folder}/engine.ts`
  writeFileSync(
    script,
    `import { run } from '${source}'
run({ kind: 'run', command: { shell: 'echo $$ > ${folder}/pid; sleep 30; true' } },
  { environment: { PATH: process.env.PATH }, timeout: 60000, chroot: undefined })
`,
  )
  const engine = spawn(process.execPath, ['--import', 'tsx', script], { stdio: 'inherit' })
  const ended = new Promise<string | null>((resolve) => engine.on('exit', (_, signal) => resolve(signal)))
  while (!existsSync(`${folder}/pid`) || readFileSync(`${folder}/pid`, 'utf8') === '') await pause(20)
  await pause(100)
  engine.kill('SIGTERM')
  t.equal(await ended, 'SIGTERM', 'it ends as it would without a program')
  await pause(100)
  t.match(stateOf(readFileSync(`${folder}/pid`, 'utf8').trim()), /^[ZX]?$/, 'and the program has ended too')
})

/** One letter of proc_pid_stat(5); none when it is gone, Z while nobody has asked how it ended. */
function stateOf(id: string): string {
  try {
    return /\) (.)/.exec(readFileSync(`/proc/${id}/stat`, 'utf8'))?.[1] ?? ''
  } catch {
    return ''
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}
