import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import t from 'tap'
import { fromBytes } from '../../../src/core/go-string.ts'
import { readTar, type TarEntry } from '../../../src/core/tar/read-tar.ts'
import { temporaryFolder } from '../../system/temporary-folder.ts'
import { archive, type Part, paxRecords } from './archive.ts'

/** In pieces of so many bytes, as they come from a network. */
async function* inPieces(bytes: Uint8Array, length: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += length) yield bytes.subarray(at, at + length)
}

type Read = Omit<TarEntry, 'content' | 'attributes'> & { text: string; attributes: Record<string, string> }

async function read(bytes: Uint8Array, piece = 700): Promise<Read[]> {
  const found: Read[] = []
  for await (const { content, attributes, ...entry } of readTar(inPieces(bytes, piece))) {
    const parts: Uint8Array[] = []
    for await (const part of content) parts.push(part)
    const hex = Array.from(attributes, ([name, value]) => [name, Buffer.from(value).toString('hex')])
    found.push({ ...entry, text: fromBytes(Buffer.concat(parts)), attributes: Object.fromEntries(hex) })
  }
  return found
}

t.test('entries of all kinds', async (t) => {
  const parts: Part[] = [
    { name: 'd/', type: '5', mode: 0o1777 },
    { name: 'd/f', content: 'text', mode: 0o4755, uid: 7, gid: 8 },
    { name: 'l', type: '2', link: '/d/f' },
    { name: 'h', type: '1', link: 'd/f' },
    { name: 'null', type: '3', device: [1, 3] },
    { name: 'sda', type: '4', device: [8, 0] },
    { name: 'pipe', type: '6' },
    { name: 'old', type: '\0', content: 'o' },
    { name: 'oldfolder/' },
  ]
  for (const piece of [1, 511, 512, 513, 100_000]) {
    const found = await read(archive(parts), piece)
    t.strictSame(
      found.map(({ kind, name, mode, text }) => [kind, name, mode, text]),
      [
        ['folder', 'd/', 0o1777, ''],
        ['file', 'd/f', 0o4755, 'text'],
        ['link', 'l', 0o644, ''],
        ['hard-link', 'h', 0o644, ''],
        ['character-device', 'null', 0o644, ''],
        ['block-device', 'sda', 0o644, ''],
        ['fifo', 'pipe', 0o644, ''],
        ['file', 'old', 0o644, 'o'],
        ['folder', 'oldfolder/', 0o644, ''],
      ],
      `in pieces of ${piece}`,
    )
    t.match(found[1], { uid: 7, gid: 8, size: 4, modified: 1_000_000_000 })
    t.match(found[4], { device: { major: 1, minor: 3 } })
  }
})

t.test('pax records and GNU names count for the next entry alone', async (t) => {
  const long = 'x/'.repeat(200)
  const capability = Buffer.from('0100000200200000000000000000000000000000', 'hex')
  const found = await read(
    archive([
      {
        name: 'short',
        pax: {
          path: `${long}ü`,
          uid: '4000000000',
          mtime: '1.5',
          'SCHILY.xattr.security.capability': capability,
        },
      },
      { name: 'plain' },
      { name: 'cut', gnuName: `${long}n`, gnuLink: `${long}l`, type: '2' },
      { name: 'last' },
    ]),
  )
  t.match(found[0], { name: `${long}ü`, uid: 4_000_000_000, modified: 1.5 })
  t.strictSame(found[0]?.attributes, { 'security.capability': capability.toString('hex') }, 'bytes, not text')
  t.match(found[1], { name: 'plain', attributes: {} })
  t.match(found[2], { name: `${long}n`, linkName: `${long}l` })
  t.match(found[3], { name: 'last' })
})

t.test('what GNU tar writes is read', async (t) => {
  const folder = temporaryFolder(t)
  mkdirSync(`${folder}/in/${'deep/'.repeat(40)}`, { recursive: true })
  writeFileSync(`${folder}/in/big`, Buffer.alloc(3_000_000, 'abc'))
  writeFileSync(`${folder}/in/${'deep/'.repeat(40)}file`, 'deep')
  symlinkSync('big', `${folder}/in/link`)
  for (const format of ['ustar', 'gnu', 'pax', 'v7']) {
    // v7 and ustar have no room for the deepest names.
    const what = format === 'v7' || format === 'ustar' ? ['in/big', 'in/link'] : ['in']
    execFileSync('tar', [`--format=${format}`, '-cf', `${folder}/${format}.tar`, '-C', folder, ...what])
    const found = await read(readFileSync(`${folder}/${format}.tar`), 65_536)
    t.equal(found.find(({ name }) => name === 'in/big')?.text.length, 3_000_000, `${format}: content`)
    t.equal(found.find(({ name }) => name === 'in/link')?.linkName, 'big', `${format}: link`)
    if (what[0] === 'in')
      t.equal(found.find(({ name }) => name.endsWith('deep/file'))?.text, 'deep', `${format}: long names`)
  }
})

t.test('content that is not read is passed over', async (t) => {
  const names: string[] = []
  const bytes = archive([{ name: 'a', content: 'x'.repeat(5000) }, { name: 'b' }])
  for await (const { name } of readTar(inPieces(bytes, 300))) names.push(name)
  t.strictSame(names, ['a', 'b'])
})

t.test('damage is an error', async (t) => {
  const whole = archive([{ name: 'a', content: 'x'.repeat(5000) }])
  const changed = Buffer.from(whole)
  changed.writeUInt8(0x62, 0)
  await t.rejects(read(changed), /checksum/)
  await t.rejects(read(whole.subarray(0, 2000)), /ends too early/)
  await t.rejects(read(whole.subarray(0, 300)), /ends too early/)
  await t.rejects(read(archive([{ name: 'a', type: 'S' }])), /sparse/)
  await t.rejects(read(archive([{ name: 'a', pax: { 'GNU.sparse.major': '1' } }])), /sparse/)
  await t.rejects(read(archive([{ name: 'a', type: 'Z' }])), /not known/)
  await t.rejects(read(archive([{ name: 'a', pax: { size: '-1' } }])), /size/)
  const records = paxRecords({ path: 'b' })
  await t.rejects(
    read(
      archive([{ name: 'p', type: 'x', content: records.toString().replace(/^\d+/, '99') }, { name: 'a' }]),
    ),
    /pax/,
  )
  t.strictSame(await read(archive([])), [], 'an empty one is none')
})
