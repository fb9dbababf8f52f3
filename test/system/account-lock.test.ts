import { execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import t from 'tap'
import { lockAccountFile } from '../../src/system/account-lock.ts'
import { temporaryFolder } from './temporary-folder.ts'

t.test('a lock holds our process id as the shadow tools write it, and goes when released', async (t) => {
  const folder = temporaryFolder(t)
  const release = await lockAccountFile(`${folder}/passwd`)
  t.equal(readFileSync(`${folder}/passwd.lock`, 'latin1'), `${process.pid}\0`)
  t.strictSame(readdirSync(folder), ['passwd.lock'])
  release()
  t.strictSame(readdirSync(folder), [])
})

t.test('the lock of a process that has ended is broken', async (t) => {
  const folder = temporaryFolder(t)
  const ended = spawn('true')
  await new Promise((resolve) => ended.on('exit', resolve))
  writeFileSync(`${folder}/shadow.lock`, `${ended.pid}\0`)
  const release = await lockAccountFile(`${folder}/shadow`)
  t.match(readFileSync(`${folder}/shadow.lock`, 'latin1'), String(process.pid))
  release()
})

t.test('the lock of a process at work is waited for', async (t) => {
  const folder = temporaryFolder(t)
  const lock = `${folder}/group.lock`
  const holder = spawn('sh', ['-c', `printf "$$\\0" > ${lock}; sleep 0.4; rm ${lock}`])
  const ended = new Promise((resolve) => holder.on('close', resolve))
  while (!existsSync(lock) || readFileSync(lock).length === 0)
    await new Promise((resolve) => setTimeout(resolve, 5))
  const before = Date.now()
  const release = await lockAccountFile(`${folder}/group`)
  t.ok(Date.now() - before > 200)
  release()
  await ended
})

t.test('where the folder is missing nothing can be locked', async (t) => {
  await t.rejects(lockAccountFile(`${temporaryFolder(t)}/none/passwd`), { code: 'ENOENT' })
})

t.test('a lock taken twice by us is one lock', async (t) => {
  const path = `${temporaryFolder(t)}/passwd`
  const release = await lockAccountFile(path)
  const again = await lockAccountFile(path)
  release()
  again()
  t.notOk(existsSync(`${path}.lock`))
})

t.test('a lock that is not ours to break is waited for only so long', async (t) => {
  const path = `${temporaryFolder(t)}/passwd`
  for (const [content, message] of [
    ['', /is locked; remove .*passwd\.lock/],
    ['1\0', /is locked by process 1; remove/],
  ] as const) {
    writeFileSync(`${path}.lock`, content)
    await t.rejects(lockAccountFile(path, 150), { code: 'EAGAIN', message })
  }
})

t.test('a lock from before the last boot is broken, whoever has its number now', async (t) => {
  const path = `${temporaryFolder(t)}/passwd`
  for (const content of ['1\0', '']) {
    writeFileSync(`${path}.lock`, content)
    const release = await lockAccountFile(path, 150, Date.now() + 1000)
    t.match(readFileSync(`${path}.lock`, 'latin1'), String(process.pid))
    release()
  }
})

t.test('something odd in the place of a lock is not read', async (t) => {
  const path = `${temporaryFolder(t)}/passwd`
  const things = [
    () => execFileSync('mkfifo', [`${path}.lock`]),
    () => symlinkSync('/dev/zero', `${path}.lock`),
  ]
  for (const make of things) {
    make()
    await t.rejects(lockAccountFile(path, 150, 0), { code: 'EAGAIN', message: /is locked; remove/ })
    rmSync(`${path}.lock`)
  }
})

t.test('a stale lock that cannot be removed is not waited for without end', async (t) => {
  const path = `${temporaryFolder(t)}/passwd`
  mkdirSync(`${path}.lock/x`, { recursive: true })
  await t.rejects(lockAccountFile(path, 150, Date.now() + 1000), {
    code: 'EAGAIN',
    message: /is locked; remove/,
  })
})
