/** Downloads from servers that go wrong, with both builds: a clear error in time, and nothing at the target. */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import t, { type Test } from 'tap'
import { isRoot, machine, reportOf } from '../commands/machine.ts'
import { nodeBuild, run, standaloneBuild } from '../commands/program.ts'
import { hasOpenssl, makeCertificate } from '../system/network/servers.ts'
import { temporaryFolder } from '../system/temporary-folder.ts'
import { body, serveBytes, serveFaults } from './faulty-servers.ts'

if (standaloneBuild === undefined) {
  console.error('ONLY THE NODE BUILD IS TESTED: dist/cos-config is not built; "npm run build" makes it')
}

const builds = { node: nodeBuild, ...(standaloneBuild && { standalone: standaloneBuild }) }

interface Download {
  readonly url: string
  readonly [key: string]: string | number
}

/** Why each download failed, undefined where it did not, and what is in their folder afterwards. */
async function download(
  t: Test,
  engine: readonly string[],
  wanted: Readonly<Record<string, Download>>,
  under: readonly string[] = [],
): Promise<{
  reasons: Record<string, string | undefined>
  root: string
  files: string[]
  milliseconds: number
}> {
  const downloads = Object.entries(wanted).map(([name, entry]) => ({
    permissions: 420,
    ...entry,
    path: `/srv/${name}`,
  }))
  const root = machine(t, {
    'oem/a.yaml': JSON.stringify({ stages: { network: [{ downloads }] } }),
    'srv/.keep': '',
  })
  const start = Date.now()
  await run(['run-stage', 'network', '--root', root], { engine, under })
  const milliseconds = Date.now() - start
  const part = reportOf(root, 'network').steps[0]?.parts[0]
  const told = [...(part?.changes ?? [])].flatMap(({ reason }) => (reason === undefined ? [] : [reason]))
  const problems = (part?.problems ?? []).map(({ message }) => message)
  const reasons = Object.fromEntries(
    Object.entries(wanted).map(([name, { url }]) => [
      name,
      [...told, ...problems].find((text) => text.includes(url) || text.includes(`/srv/${name}`)),
    ]),
  )
  const files = readdirSync(`${root}/srv`).filter((name) => name !== '.keep')
  return { reasons, root, files, milliseconds }
}

for (const [build, engine] of Object.entries(builds)) {
  t.test(`${build}: what is slow is ended at its deadline`, async (t) => {
    const { port } = await serveFaults(t, '127.0.0.1')
    const at = (path: string) => ({ url: `http://127.0.0.1:${port}${path}`, timeout: 1 })
    const wanted = { head: at('/slow-head'), body: at('/slow-body'), trickle: at('/trickle') }
    const { reasons, files, milliseconds } = await download(t, engine, wanted)
    for (const name of Object.keys(wanted)) t.match(reasons[name], /: it takes longer than 1 s$/, name)
    t.strictSame(files, [])
    t.ok(milliseconds < 10_000, `${milliseconds} ms`)
  })

  t.test(`${build}: a connection that is cut at any tenth leaves nothing`, async (t) => {
    const { port } = await serveFaults(t, '127.0.0.1')
    const tenths = [...Array(10).keys()]
    const wanted = Object.fromEntries([
      ...tenths.map((tenth) => [`cut-${tenth}`, { url: `http://127.0.0.1:${port}/cut/${tenth}` }] as const),
      ['chunked', { url: `http://127.0.0.1:${port}/chunked-cut` }] as const,
    ])
    const { reasons, files } = await download(t, engine, wanted)
    for (const name of Object.keys(wanted)) t.match(reasons[name], /: the connection breaks off$/, name)
    t.strictSame(files, [])
  })

  t.test(`${build}: a length that is not kept, a digest that is another, no HTTP at all`, async (t) => {
    const { port } = await serveFaults(t, '127.0.0.1')
    const short = await serveBytes(t, 'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort')
    const strange = await serveBytes(t, 'SSH-2.0-OpenSSH_9.9\r\n')
    const silent = await serveBytes(t, '')
    const { reasons, files } = await download(t, engine, {
      short: { url: `http://127.0.0.1:${short}/x` },
      strange: { url: `http://127.0.0.1:${strange}/x`, timeout: 5 },
      silent: { url: `http://127.0.0.1:${silent}/x`, timeout: 5 },
      digest: { url: `http://127.0.0.1:${port}/x`, sha256: 'a'.repeat(64) },
      longer: { url: `http://127.0.0.1:${port}/y`, sha512: 'b'.repeat(128) },
      nonsense: { url: `http://127.0.0.1:${port}/z`, sha256: 'md5' },
    })
    t.match(reasons.short, /breaks off/)
    t.match(reasons.strange, /the answer is no HTTP/)
    t.match(reasons.silent, /breaks off/)
    t.match(reasons.digest, /its sha256 is [0-9a-f]{64}, not a{64}; nothing of it was kept/)
    t.match(reasons.longer, /its sha512 is [0-9a-f]{128}, not b{128}; nothing of it was kept/)
    t.strictSame(files, [])
  })

  t.test(`${build}: what is right is kept, and not fetched again`, async (t) => {
    const { port, seen } = await serveFaults(t, '127.0.0.1')
    const url = `http://127.0.0.1:${port}/good`
    const digests = Object.fromEntries(
      ['sha256', 'sha512'].map((name) => [name, createHash(name).update(body).digest('hex').toUpperCase()]),
    )
    const { reasons, root, files } = await download(t, engine, { good: { url, ...digests } })
    t.equal(reasons.good, undefined)
    t.strictSame(files, ['good'])
    t.ok(readFileSync(`${root}/srv/good`).equals(body))
    t.equal(seen.get('/good'), 1)
    const again = await run(['run-stage', 'network', '--root', root], { engine })
    t.equal(again.exitCode, 0, again.all)
    t.equal(seen.get('/good'), 1, 'nobody was asked')
    writeFileSync(`${root}/srv/good`, Buffer.alloc(body.length))
    t.equal((await run(['run-stage', 'network', '--root', root], { engine })).exitCode, 0)
    t.ok(readFileSync(`${root}/srv/good`).equals(body), 'the same size is not the same content')
  })

  t.test(`${build}: retries are for what may pass`, async (t) => {
    const { port, seen } = await serveFaults(t, '127.0.0.1')
    const at = (path: string, rest = {}) => ({ url: `http://127.0.0.1:${port}${path}`, retries: 2, ...rest })
    const { reasons, files } = await download(t, engine, {
      busy: at('/busy-once'),
      failing: at('/failing-once'),
      cut: at('/cut-once'),
      never: at('/failing-once?no', { retries: 0 }),
      limit: at('/always-busy', { retries: 1 }),
      long: at('/busy-for-long', { timeout: 5 }),
      lasting: at('/not-implemented'),
      refused: { url: 'http://127.0.0.1:1/x', retries: 1 },
      digest: at('/other', { sha256: 'a'.repeat(64) }),
    })
    t.strictSame(files.sort(), ['busy', 'cut', 'failing', 'never'])
    t.match(reasons.limit, /status 503/)
    t.match(reasons.long, /status 503/)
    t.match(reasons.refused, /the connection is refused/)
    const counts = [
      '/busy-once',
      '/failing-once',
      '/cut-once',
      '/always-busy',
      '/busy-for-long',
      '/not-implemented',
      '/other',
    ]
    t.strictSame(
      counts.map((path) => seen.get(path)),
      [2, 2, 2, 2, 1, 1, 1],
    )
  })

  t.test(`${build}: redirects end`, async (t) => {
    const { port, seen } = await serveFaults(t, '127.0.0.1')
    const { reasons, files } = await download(t, engine, {
      loop: { url: `http://127.0.0.1:${port}/loop` },
      nowhere: { url: `http://127.0.0.1:${port}/nowhere` },
    })
    t.match(reasons.loop, /it redirects more than ten times/)
    t.match(reasons.nowhere, /ftp/i)
    t.equal(seen.get('/loop'), 10)
    t.strictSame(files, [])
  })

  t.test(`${build}: certificates`, { skip: hasOpenssl ? false : 'needs openssl' }, async (t) => {
    const certificate = makeCertificate(temporaryFolder(t))
    const { port } = await serveFaults(t, '127.0.0.1', certificate)
    const ca = readFileSync(certificate.authority, 'utf8')
    const { reasons, files } = await download(t, engine, {
      unknown: { url: `https://localhost:${port}/a` },
      name: { url: `https://127.0.0.1:${port}/b`, ca },
      known: { url: `https://localhost:${port}/c`, ca },
      broken: { url: `https://localhost:${port}/d`, ca: '/nowhere.pem' },
    })
    t.match(reasons.unknown, /its certificate is not trusted/)
    t.match(reasons.name, /its certificate is for another name/)
    t.equal(reasons.known, undefined)
    t.strictSame(files, ['known'])
  })

  t.test(`${build}: a server that has IPv6 only`, async (t) => {
    const { port } = await serveFaults(t, '::1')
    const hosts = `${temporaryFolder(t)}/hosts`
    writeFileSync(hosts, '::1 six.test\n')
    const under = ['unshare', '--mount', 'sh', '-c', `mount --bind ${hosts} /etc/hosts && exec "$@"`, 'sh']
    if (!isRoot)
      console.error('LEFT OUT: a name that has an IPv6 address only; the test needs root for /etc/hosts')
    const { reasons, files } = await download(
      t,
      engine,
      {
        address: { url: `http://[::1]:${port}/a`, timeout: 10 },
        ...(isRoot && { name: { url: `http://six.test:${port}/b`, timeout: 10 } }),
      },
      isRoot ? under : [],
    )
    t.same(
      Object.values(reasons).filter((reason) => reason !== undefined),
      [],
    )
    t.strictSame(files.sort(), isRoot ? ['address', 'name'] : ['address'])
  })
}
