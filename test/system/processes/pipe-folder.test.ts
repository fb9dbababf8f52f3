import { writeFileSync } from 'node:fs'
import { execa } from 'execa'
import t from 'tap'

/** Runs programs in processes of their own, in a mount namespace with an empty /run. */
const script = `
import { runProgram } from '${new URL('../../../src/system/processes/run-program.ts', import.meta.url).href}'
const program = (argv) => ({ file: argv[0], argv, environment: process.env, timeout: 0 })
const { stdout, exit } = await runProgram(program(['sh', '-c', process.argv[2]]))
console.log(JSON.stringify({ stdout, exit }))
`

if (process.geteuid?.() !== 0) {
  const reason = 'LEFT OUT: pipes are left to later runs only where root runs'
  console.error(reason)
  t.pass(reason, { skip: reason })
} else {
  t.test('pipes are left to the next run, and what is still held open is not', async (t) => {
    const file = `${t.testdir()}/run.mts`
    writeFileSync(file, script)
    const run = (command: string) => `${process.execPath} --import tsx ${file} '${command}'`
    const lines = [
      'mount -t tmpfs none /run',
      run('echo one'),
      'ls /run/cos-config; stat -c %i /run/cos-config/pipes/1',
      run('echo two; echo gone >&2'),
      'ls /run/cos-config; stat -c %i /run/cos-config/pipes/1',
      // A child that keeps the pipe open must not meet the output of the next run.
      `exec 3<>/run/cos-config/pipes/1`,
      run('echo three'),
      'ls /run/cos-config',
    ]
    const { stdout } = await execa('unshare', ['-m', 'sh', '-ec', lines.join('\n')], {
      cwd: new URL('../../..', import.meta.url),
      timeout: 120_000,
    })
    const [one, first, inode, two, second, sameInode, three, third] = stdout.split('\n')
    t.same(JSON.parse(one ?? ''), { stdout: 'one\n', exit: 0 })
    t.same([first, second, third], ['pipes', 'pipes', 'pipes'])
    t.same(JSON.parse(two ?? ''), { stdout: 'two\n', exit: 0 })
    t.equal(sameInode, inode, 'the same pipe')
    t.same(JSON.parse(three ?? ''), { stdout: 'three\n', exit: 0 })
  })
}
