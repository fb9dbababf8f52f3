import { execFileSync, spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import t from 'tap'

const module = new URL('../../src/sources/standard-input.ts', import.meta.url).href
const script = `import(${JSON.stringify(module)}).then(async (m) => console.log(JSON.stringify(await m.readStandardInput())))`
const node = `${process.execPath} --import tsx -e '${script}'`
const cwd = fileURLToPath(new URL('../..', import.meta.url))

function readBy(shell: string): unknown {
  return JSON.parse(execFileSync('sh', ['-c', shell], { cwd, encoding: 'utf8' }))
}

t.test('standard input is read to its end: file, pipe, nothing', async (t) => {
  t.equal(readBy(`printf 'a\\nb' | ${node}`), 'a\nb')
  t.equal(readBy(`${node} < /dev/null`), '')
  t.equal(readBy(`(printf one; sleep 0.3; printf two) | ${node}`), 'onetwo')
})

t.test('bytes that are no UTF-8 are kept apart', async (t) => {
  t.equal(readBy(`printf 'a\\377' | ${node}`), 'a\udcff')
})

const hasPython = spawnSync('python3', ['-c', '']).status === 0

t.test('a pipe that does not block is waited for', { skip: !hasPython && 'needs python3' }, async (t) => {
  const unblock = `python3 -c 'import os, sys; os.set_blocking(0, False); os.execvp("sh", ["sh", "-c", sys.argv[1]])'`
  const shell = `(printf one; sleep 0.6; printf two) | ${unblock} "$READER"`
  const environment = { ...process.env, READER: node }
  t.equal(
    JSON.parse(execFileSync('sh', ['-c', shell], { cwd, encoding: 'utf8', env: environment })),
    'onetwo',
  )
})

t.test('closed standard input is empty', async (t) => {
  t.equal(readBy(`${node} <&-`), '')
})
