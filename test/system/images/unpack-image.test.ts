import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { gzipSync } from 'node:zlib'
import t from 'tap'
import type { ChangeOutcome } from '../../../src/core/machine.ts'
import { LiveMachine } from '../../../src/system/live-machine.ts'
import { archive, type Part } from '../../core/tar/archive.ts'
import { temporaryFolder } from '../temporary-folder.ts'
import { writeImage } from './image.ts'

const isRoot = process.geteuid?.() === 0

type Test = Parameters<typeof temporaryFolder>[0]

function unpack(source: string, target: string, platform?: string): Promise<ChangeOutcome> {
  const machine = new LiveMachine({ root: '/', umask: 0o022, environment: process.env, timeout: 0 })
  return machine.apply({ kind: 'unpack-image', source, target, ...(platform !== undefined && { platform }) })
}

async function unpacked(
  t: Test,
  layers: readonly (readonly Part[] | Buffer)[],
): Promise<{ readonly target: string; readonly outcome: ChangeOutcome }> {
  const top = temporaryFolder(t)
  const target = `${top}/target`
  mkdirSync(target)
  writeImage(`${top}/image`, layers)
  return { target, outcome: await unpack(`oci-layout:${top}/image`, target) }
}

t.test('upper layers replace, delete and hide what lower ones have', async (t) => {
  const { target, outcome } = await unpacked(t, [
    [
      { name: 'kept', content: 'low' },
      { name: 'replaced', content: 'low' },
      { name: 'gone', content: 'low' },
      { name: 'folder/', type: '5' },
      { name: 'folder/low', content: 'low' },
      { name: 'hidden/', type: '5' },
      { name: 'hidden/low', content: 'low' },
      { name: 'hidden/deep/low', content: 'low' },
      { name: 'was-folder/x', content: 'low' },
      { name: 'was-file', content: 'low' },
    ],
    [
      { name: 'replaced', content: 'high', mode: 0o755 },
      { name: '.wh.gone' },
      { name: '.wh.folder' },
      { name: 'hidden/.wh..wh..opq' },
      { name: 'hidden/high', content: 'high' },
      { name: 'was-folder', content: 'high' },
      { name: 'was-file/', type: '5', mode: 0o711 },
    ],
  ])
  t.match(outcome, { ok: true, warnings: [] })
  t.strictSame(readdirSync(target).sort(), ['hidden', 'kept', 'replaced', 'was-file', 'was-folder'])
  t.strictSame(
    readdirSync(`${target}/hidden`),
    ['high'],
    'an opaque folder hides all below, not what comes with it',
  )
  t.equal(readFileSync(`${target}/replaced`, 'utf8'), 'high')
  t.equal(statSync(`${target}/was-file`).mode & 0o7777, 0o711)
  t.equal(readFileSync(`${target}/was-folder`, 'utf8'), 'high')
  t.equal(statSync(`${target}/kept`).mtimeMs, 1_000_000_000_000, 'times are those of the image')
})

t.test('a second name keeps the content of its layer when an upper layer replaces the first', async (t) => {
  const { target, outcome } = await unpacked(t, [
    [
      { name: 'a', content: 'low', mode: 0o640 },
      { name: 'b', type: '1', link: 'a' },
      { name: 'c', type: '1', link: './a' },
    ],
    [{ name: 'a', content: 'high' }],
  ])
  t.match(outcome, { ok: true })
  t.strictSame(
    ['a', 'b', 'c'].map((name) => readFileSync(`${target}/${name}`, 'utf8')),
    ['high', 'low', 'low'],
  )
  t.equal(statSync(`${target}/b`).ino, statSync(`${target}/c`).ino, 'both names of it are one file')
  t.equal(statSync(`${target}/b`).mode & 0o777, 0o640)
})

t.test('layers are packed by gzip, zstd or not at all, whatever their media type says', async (t) => {
  const tar = archive([{ name: 'f', content: 'text' }])
  const kinds: Record<string, Buffer> = { plain: tar, gzip: gzipSync(tar) }
  try {
    kinds.zstd = execFileSync('zstd', ['-q', '-c'], { input: tar })
  } catch {
    t.comment('LEFT OUT: zstd layers, because there is no zstd program to make one')
  }
  for (const [kind, layer] of Object.entries(kinds)) {
    const { target } = await unpacked(t, [layer])
    t.equal(readFileSync(`${target}/f`, 'utf8'), 'text', kind)
  }
})

t.test('an archive of a layout is as good as a folder', async (t) => {
  const top = temporaryFolder(t)
  mkdirSync(`${top}/target`)
  writeImage(`${top}/image`, [[{ name: 'f', content: 'text' }]])
  execFileSync('tar', ['-cf', `${top}/image.tar`, '-C', `${top}/image`, '.'])
  t.match(await unpack(`oci-archive:${top}/image.tar`, `${top}/target`), { ok: true })
  t.strictSame(readdirSync(`${top}/target`), ['f'])
})

t.test('a damaged layer is told, and nothing of it is written', async (t) => {
  const top = temporaryFolder(t)
  mkdirSync(`${top}/target`)
  writeImage(`${top}/image`, [[{ name: 'f', content: 'text' }]])
  const blobs = `${top}/image/blobs/sha256`
  for (const name of readdirSync(blobs)) {
    const content = readFileSync(`${blobs}/${name}`)
    if (content[0] === 0x1f) writeFileSync(`${blobs}/${name}`, gzipSync(archive([{ name: 'other' }])))
  }
  t.match(await unpack(`oci-layout:${top}/image`, `${top}/target`), {
    ok: false,
    error: { message: /damaged.*digest/ },
  })
  t.strictSame(readdirSync(`${top}/target`), [])
  const cut = await unpacked(t, [
    gzipSync(archive([{ name: 'f', content: 'x'.repeat(9999) }])).subarray(0, 60),
  ])
  t.match(cut.outcome, { ok: false, error: { message: /cannot be unpacked/ } })
})

t.test('a platform that the image is not for is told', async (t) => {
  const top = temporaryFolder(t)
  mkdirSync(`${top}/target`)
  writeImage(`${top}/image`, [[{ name: 'f' }]])
  const index = JSON.parse(readFileSync(`${top}/image/index.json`, 'utf8'))
  index.manifests[0].platform = { os: 'linux', architecture: 'riscv64' }
  writeFileSync(`${top}/image/index.json`, JSON.stringify(index))
  const source = `oci-layout:${top}/image`
  t.match(await unpack(source, `${top}/target`, 'linux/arm/v7'), {
    ok: false,
    error: { message: /linux\/arm\/v7/ },
  })
  t.match(await unpack(source, `${top}/target`, 'linux'), {
    ok: false,
    error: { message: /os\/architecture/ },
  })
  t.match(await unpack(source, `${top}/target`, 'linux/riscv64'), { ok: true })
})

t.test('what stands in the target stays, unless the image has the same path', async (t) => {
  const top = temporaryFolder(t)
  mkdirSync(`${top}/target/d`, { recursive: true })
  writeFileSync(`${top}/target/d/own`, 'own')
  writeFileSync(`${top}/target/f`, 'own')
  chmodSync(`${top}/target`, 0o700)
  writeImage(`${top}/image`, [
    [
      { name: 'd/', type: '5', mode: 0o750 },
      { name: 'f', content: 'image' },
      { name: 'l', type: '2', link: '/f' },
    ],
  ])
  t.match(await unpack(`oci-layout:${top}/image`, `${top}/target`), { ok: true })
  t.equal(readFileSync(`${top}/target/d/own`, 'utf8'), 'own')
  t.equal(readFileSync(`${top}/target/f`, 'utf8'), 'image')
  t.equal(statSync(`${top}/target/d`).mode & 0o777, 0o750)
  t.equal(statSync(`${top}/target`).mode & 0o777, 0o700, "the target itself is not the image's")
  t.equal(readlinkSync(`${top}/target/l`), '/f')
})

t.test(
  'devices, owners and set-user-id files',
  { skip: isRoot ? false : 'LEFT OUT: devices need root' },
  async (t) => {
    const { target, outcome } = await unpacked(t, [
      [
        { name: 'null', type: '3', device: [1, 3], mode: 0o666 },
        { name: 'pipe', type: '6', mode: 0o640 },
        { name: 'su', content: 's', mode: 0o4755, uid: 12, gid: 34 },
        { name: 'link', type: '2', link: 'su', uid: 5, gid: 6 },
      ],
    ])
    t.match(outcome, { ok: true })
    t.equal(statSync(`${target}/null`).rdev, 259)
    t.equal(statSync(`${target}/null`).mode & 0o777, 0o666)
    t.equal(lstatSync(`${target}/pipe`).isFIFO(), true)
    t.match(statSync(`${target}/su`), { uid: 12, gid: 34 })
    t.equal(
      statSync(`${target}/su`).mode & 0o7777,
      0o4755,
      'owners are set first, as that takes the bit away',
    )
    t.match(lstatSync(`${target}/link`), { uid: 5, gid: 6 })
  },
)

t.test('what a killed run left in the target is removed', async (t) => {
  const top = temporaryFolder(t)
  mkdirSync(`${top}/target/.cos-config-image-999999999`, { recursive: true })
  writeImage(`${top}/image`, [[{ name: 'f' }]])
  t.match(await unpack(`oci-layout:${top}/image`, `${top}/target`), { ok: true })
  t.strictSame(readdirSync(`${top}/target`), ['f'])
})
