import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import t, { type Test } from 'tap'
import { toBytes } from '../../src/core/go-string.ts'
import { readFolder } from '../../src/sources/folder.ts'

const read = (path: string, root = '/') => {
  const { files, diagnostics } = readFolder(path, root)
  return {
    files: files.map(({ file, bytes }) => `${file}: ${Buffer.from(bytes).toString()}`),
    messages: diagnostics.map(({ message }) => message),
  }
}

/** A folder with the given content, and its path. */
function folder(t: Test, content: Parameters<Test['testdir']>[0]): string {
  return t.testdir(content)
}

t.test('files are read recursively, each level in byte order', async (t) => {
  const path = folder(t, {
    'b.yaml': 'b',
    b: { 'x.yaml': 'b/x', nested: { 'deep.yaml': 'deep' } },
    'b-c': { 'y.yml': 'b-c/y' },
    'Upper.yaml': 'U',
    'é.yaml': 'e',
    '10.yaml': '10',
    '9.yaml': '9',
    '.hidden.yaml': 'h',
    '.yaml': 'bare',
    '.d': { 'in.yaml': 'in' },
  })
  t.same(
    read(path).files.map((line) => line.slice(path.length + 1)),
    [
      '.d/in.yaml: in',
      '.hidden.yaml: h',
      '.yaml: bare',
      '10.yaml: 10',
      '9.yaml: 9',
      'Upper.yaml: U',
      'b/nested/deep.yaml: deep',
      'b/x.yaml: b/x',
      'b-c/y.yml: b-c/y',
      'b.yaml: b',
      'é.yaml: e',
    ],
  )
})

t.test('only the endings .yaml and .yml count, in lower case, and a folder may have one', async (t) => {
  const path = folder(t, {
    'a.YAML': '',
    'a.yaml.bak': '',
    'a.json': '',
    yaml: '',
    'x.yaml': { 'inner.yaml': 'i' },
  })
  t.same(read(path).files, [`${path}/x.yaml/inner.yaml: i`])
})

t.test('names are those of the path as it was given, cleaned', async (t) => {
  const path = folder(t, { cfg: { 'a.yaml': 'a', sub: {} } })
  const before = process.cwd()
  process.chdir(path)
  t.teardown(() => process.chdir(before))
  t.same(read(`${path}/cfg/sub/..//`).files, [`${path}/cfg/a.yaml: a`])
  t.same(read('./cfg').files, ['cfg/a.yaml: a'])
  t.same(read('.').files, ['cfg/a.yaml: a'])
})

t.test('links to files are read, links to folders are not entered', async (t) => {
  const path = folder(t, { cfg: {}, store: { 'real.txt': 'real', 'in.yaml': 'in' } })
  symlinkSync('../store/real.txt', `${path}/cfg/a.yaml`)
  symlinkSync('../store', `${path}/cfg/sub`)
  t.same(read(`${path}/cfg`), { files: [`${path}/cfg/a.yaml: real`], messages: [] })
})

t.test('what cannot be read is left out by its name and reason; the rest is read', async (t) => {
  const path = folder(t, { 'z.yaml': 'z', store: {} })
  symlinkSync('/nowhere', `${path}/a.yaml`)
  symlinkSync('store', `${path}/b.yaml`)
  symlinkSync('c.yaml', `${path}/c.yaml`)
  execFileSync('mkfifo', [`${path}/d.yaml`])
  symlinkSync('d.yaml', `${path}/e.yml`)
  writeFileSync(`${path}/f.yaml`, '')
  truncateSync(`${path}/f.yaml`, 33 * 1024 * 1024)
  t.same(read(path), {
    files: [`${path}/z.yaml: z`],
    messages: [
      `${path}/a.yaml is a link to /nowhere, which does not exist`,
      `${path}/b.yaml is a link to store, which is a folder, not a file`,
      `${path}/c.yaml is a link to c.yaml, which goes round in symbolic links`,
      `${path}/d.yaml is a named pipe, not a file`,
      `${path}/e.yml is a link to d.yaml, which is a named pipe, not a file`,
      `${path}/f.yaml is larger than 32 MiB`,
    ],
  })
})

t.test('a link to /dev/null masks a file; any other device is refused', async (t) => {
  const path = folder(t, {})
  symlinkSync('/dev/null', `${path}/a.yaml`)
  symlinkSync('/dev/zero', `${path}/b.yaml`)
  t.same(read(path), {
    files: [`${path}/a.yaml: `],
    messages: [`${path}/b.yaml is a link to /dev/zero, which is a device, not a file`],
  })
})

t.test('files of which the system does not know the size are read whole', async (t) => {
  const path = folder(t, {})
  symlinkSync('/proc/self/status', `${path}/a.yaml`)
  t.match(read(path).files[0], 'Cpus_allowed_list')
})

t.test('a folder that may not be read is left out', async (t) => {
  const path = folder(t, { locked: { 'a.yaml': '' }, 'b.yaml': 'b' })
  chmodSync(`${path}/locked`, 0)
  const isRoot = process.geteuid?.() === 0
  if (isRoot) process.seteuid?.(65534)
  const found = read(path)
  if (isRoot) process.seteuid?.(0)
  chmodSync(`${path}/locked`, 0o700)
  t.same(found, {
    files: [`${path}/b.yaml: b`],
    messages: [`${path}/locked cannot be read: permission denied`],
  })
})

t.test('files of any size up to the limit are read whole', async (t) => {
  const sizes = [0, 1, 65_535, 65_536, 65_537, 300_000]
  const path = folder(t, Object.fromEntries(sizes.map((size) => [`${size}.yaml`, 'x'.repeat(size)])))
  for (const { file, bytes } of readFolder(path, '/').files) t.equal(`${path}/${bytes.length}.yaml`, file)
})

t.test('a link to a folder is not read, which is said, unless a slash follows', async (t) => {
  const path = folder(t, { store: { 'a.yaml': 'a' } })
  symlinkSync('store', `${path}/link`)
  t.match(read(`${path}/link`), {
    files: [],
    messages: [`${path}/link is a link to a folder, so nothing in it is read`],
  })
  t.same(read(`${path}/link/`).files, [`${path}/link/a.yaml: a`])
})

t.test('names that are no UTF-8 are read as well', async (t) => {
  const path = folder(t, { 'a.yaml': 'a' })
  const odd = Buffer.concat([Buffer.from(`${path}/`), Buffer.from([0xff]), Buffer.from('.yaml')])
  writeFileSync(odd, 'odd')
  const { files } = readFolder(path, '/')
  t.same(
    files.map(({ bytes }) => Buffer.from(bytes).toString()),
    ['a', 'odd'],
  )
  t.same(Buffer.from(toBytes(files[1]?.file ?? '')), odd)
})

t.test('inside another root, links cannot lead out of it', async (t) => {
  const path = folder(t, { root: { oem: {}, etc: { 'x.yaml': 'inside' } }, etc: { 'x.yaml': 'outside' } })
  symlinkSync('/etc/x.yaml', `${path}/root/oem/a.yaml`)
  symlinkSync('../../../etc/x.yaml', `${path}/root/oem/b.yaml`)
  symlinkSync(`${path}/etc/x.yaml`, `${path}/root/oem/c.yaml`)
  mkdirSync(`${path}/root/real`)
  writeFileSync(`${path}/root/real/r.yaml`, 'r')
  symlinkSync('/real', `${path}/root/layer`)
  t.same(read('/oem', `${path}/root`), {
    files: ['/oem/a.yaml: inside', '/oem/b.yaml: inside'],
    messages: [`/oem/c.yaml is a link to ${path}/etc/x.yaml, which does not exist`],
  })
  t.same(read('/layer', `${path}/root`).files, [])
  t.same(read('/layer/', `${path}/root`).files, ['/layer/r.yaml: r'])
})

t.test('thousands of files are read in well under a second', async (t) => {
  const path = folder(
    t,
    Object.fromEntries(Array.from({ length: 4000 }, (_, i) => [`${i}.yaml`, `name: n${i}\n`])),
  )
  const from = performance.now()
  t.equal(read(path).files.length, 4000)
  t.ok(performance.now() - from < 2000)
})
