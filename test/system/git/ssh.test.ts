/** Clones from an sshd of the test's own, on loopback: who we are, and who the server is. */
import { execFileSync, spawn } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import net from 'node:net'
import t, { type Test } from 'tap'
import { clone, repository } from './repositories.ts'

const sshd = '/usr/sbin/sshd'
const missing = process.geteuid?.() !== 0 ? 'root' : existsSync(sshd) ? undefined : 'openssh-server'
if (missing !== undefined) console.error(`LEFT OUT: clones over ssh; the tests need ${missing}`)

/** A server that takes one key, with its address and its own key as people write them. */
interface SshServer {
  readonly port: number
  readonly hostKey: string
  readonly key: string
  readonly lockedKey: string
  readonly foreignKey: string
}

async function serveSsh(t: Test, folder: string): Promise<SshServer> {
  const makeKey = (name: string, passphrase = '') => {
    execFileSync('ssh-keygen', [
      '-q',
      '-t',
      'ed25519',
      '-N',
      passphrase,
      '-C',
      name,
      '-f',
      `${folder}/${name}`,
    ])
    return {
      secret: readFileSync(`${folder}/${name}`, 'utf8'),
      open: readFileSync(`${folder}/${name}.pub`, 'utf8'),
    }
  }
  const [host, mine, locked, foreign] = [
    makeKey('host'),
    makeKey('mine'),
    makeKey('locked', 'open it'),
    makeKey('foreign'),
  ]
  writeFileSync(`${folder}/authorized`, mine.open + locked.open, { mode: 0o600 })
  const port = await freePort()
  const settings = [
    `ListenAddress 127.0.0.1:${port}`,
    `HostKey ${folder}/host`,
    `AuthorizedKeysFile ${folder}/authorized`,
    'StrictModes no',
    'PermitRootLogin prohibit-password',
    'PasswordAuthentication no',
    'UsePAM no',
    'PidFile none',
  ]
  writeFileSync(`${folder}/sshd_config`, `${settings.join('\n')}\n`)
  // A /run of its own, and nothing of it outlives the test, however that ends.
  const script = `mount -t tmpfs tmpfs /run && mkdir -m 755 /run/sshd && exec ${sshd} -D -e -f ${folder}/sshd_config`
  const server = spawn('unshare', ['--mount', '--pid', '--fork', '--kill-child', 'sh', '-c', script], {
    stdio: 'ignore',
  })
  t.teardown(() => server.kill('SIGKILL'))
  for (let tries = 0; tries < 100 && !(await answers(port)); tries++)
    await new Promise((resolve) => setTimeout(resolve, 50))
  return { port, hostKey: host.open, key: mine.secret, lockedKey: locked.secret, foreignKey: foreign.secret }
}

async function freePort(): Promise<number> {
  const server = net.createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  return typeof address === 'object' && address !== null ? address.port : 0
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1', () => {
      socket.destroy()
      resolve(true)
    })
    socket.on('error', () => resolve(false))
  })
}

t.test('over ssh', { skip: missing ?? false }, async (t) => {
  const { source, folder } = repository(t)
  const { port, hostKey, key, lockedKey, foreignKey } = await serveSsh(t, folder)
  const url = `ssh://root@127.0.0.1:${port}${source}`
  let count = 0
  const attempt = async (change: Partial<Parameters<typeof clone>[0]>) => {
    const path = `${folder}/clone-${count++}`
    await clone({ url, path, ...change })
    return path
  }
  const before = readdirSync('/run')

  const path = await attempt({ login: { privateKey: key, hostKey } })
  t.equal(readFileSync(`${path}/a.txt`, 'utf8'), 'one\n', 'a key, and the server’s as in its .pub file')
  t.notMatch(readFileSync(`${path}/.git/config`, 'utf8'), /PRIVATE|IdentityFile|known_hosts/)
  t.ok(
    await attempt({ login: { privateKey: key.trim(), hostKey: `[127.0.0.1]:${port} ${hostKey}` } }),
    'a line of known_hosts',
  )
  t.ok(await attempt({ login: { privateKey: key }, insecure: true }), 'nobody checks')
  t.ok(await attempt({ login: { privateKey: lockedKey, password: 'open it', hostKey } }), 'a locked key')
  t.ok(
    await attempt({
      url: `ssh://127.0.0.1:${port}${source}`,
      login: { username: 'root', privateKey: key, hostKey },
    }),
    'the user apart from the address',
  )

  const rejected = (login: Partial<Parameters<typeof clone>[0]>['login'], message: RegExp) =>
    t.rejects(attempt({ login: { ...login } }), { name: 'MachineError', message })
  const otherHostKey = readFileSync(`${folder}/mine.pub`, 'utf8')
  await rejected(
    { privateKey: key, hostKey: otherHostKey },
    /the server's host key is not known, or another one/,
  )
  await rejected({ privateKey: key }, /the server's host key is not known, or another one/)
  await rejected({ privateKey: foreignKey, hostKey }, /the server does not take the key/)
  await rejected({ privateKey: 'not a key', hostKey }, /auth.private_key is no key that ssh can read/)
  await rejected(
    { privateKey: lockedKey, password: 'wrong', hostKey },
    /does not take the key|passphrase|no key/,
  )
  await rejected({ privateKey: key, hostKey: 'not a key' }, /auth.public_key is no host key/)
  t.strictSame(
    readdirSync(folder).filter((name) => /^clone-|^\.cos/.test(name)).length,
    5,
    'failures leave nothing',
  )
  t.strictSame(readdirSync('/run'), before, 'no key stays anywhere')
})
