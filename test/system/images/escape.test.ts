import {
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { LiveMachine } from '../../../src/system/live-machine.ts'
import type { Part } from '../../core/tar/archive.ts'
import { temporaryFolder } from '../temporary-folder.ts'
import { writeImage } from './image.ts'

/** Layers that try to write, change or delete something outside of the target (`OUT` is a folder there). */
const layers: Readonly<Record<string, readonly (readonly Part[])[]>> = {
  'a name with ..': [[{ name: '../out/x', content: 'bad' }]],
  'a name with many ..': [[{ name: '../../../../../../../../OUT/x', content: 'bad' }]],
  'a name with .. in the middle': [[{ name: 'a/../../out/x', content: 'bad' }]],
  'an absolute name': [[{ name: 'OUT/x', content: 'bad' }]],
  'an absolute name with slashes': [[{ name: '//OUT//x', content: 'bad' }]],
  'a name with dots and slashes': [[{ name: './/.//../out/./x', content: 'bad' }]],
  'a pax name with ..': [[{ name: 'x', pax: { path: '../out/x' }, content: 'bad' }]],
  'an absolute pax name': [[{ name: 'x', pax: { path: 'OUT/x' }, content: 'bad' }]],
  'a GNU name with ..': [[{ name: 'x', gnuName: '../out/x', content: 'bad' }]],
  'a folder with ..': [[{ name: '../out/made/', type: '5' }]],
  'the folder outside itself': [[{ name: '../out/', type: '5', mode: 0o777 }]],
  'the root as a file': [[{ name: '.', content: 'bad' }]],
  'the root as ..': [[{ name: '..', type: '5', mode: 0o777 }]],
  'a link out, a file through it': [
    [
      { name: 'l', type: '2', link: 'OUT' },
      { name: 'l/x', content: 'bad' },
    ],
  ],
  'a relative link out, a file through it': [
    [
      { name: 'l', type: '2', link: '../out' },
      { name: 'l/x', content: 'bad' },
    ],
  ],
  'a link out in one layer, a file through it in the next': [
    [{ name: 'l', type: '2', link: 'OUT' }],
    [{ name: 'l/x', content: 'bad' }],
  ],
  'a file through a link that comes later': [
    [
      { name: 'l/x', content: 'bad' },
      { name: 'l', type: '2', link: 'OUT' },
    ],
  ],
  'a link to a link out': [
    [
      { name: 'a', type: '2', link: 'b' },
      { name: 'b', type: '2', link: 'OUT' },
      { name: 'a/x', content: 'bad' },
    ],
  ],
  'a link by a GNU name': [
    [
      { name: 'l', type: '2', gnuLink: 'OUT' },
      { name: 'l/x', content: 'bad' },
    ],
  ],
  'a link by a pax record': [
    [
      { name: 'l', type: '2', pax: { linkpath: 'OUT' } },
      { name: 'l/x', content: 'bad' },
    ],
  ],
  'a link out as the parent of a folder': [
    [
      { name: 'l', type: '2', link: 'OUT' },
      { name: 'l/d/e/', type: '5' },
    ],
  ],
  'a link out as the parent of a link': [
    [
      { name: 'l', type: '2', link: 'OUT' },
      { name: 'l/m', type: '2', link: '/' },
    ],
  ],
  'a link out that becomes a folder': [
    [
      { name: 'l', type: '2', link: 'OUT' },
      { name: 'l/', type: '5', mode: 0o777 },
    ],
  ],
  'a link out that is written to': [
    [{ name: 'l', type: '2', link: 'OUT/kept' }],
    [{ name: 'l', content: 'bad' }],
  ],
  'a link of the target that is written to': [[{ name: 'there', content: 'bad' }]],
  'a link of the target that becomes a folder': [[{ name: 'there/', type: '5', mode: 0o777 }]],
  'a file through a link of the target': [[{ name: 'there/x', content: 'bad' }]],
  'a file through a relative link of the target': [[{ name: 'up/out/x', content: 'bad' }]],
  'a hard link to a file outside': [
    [{ name: 'h', type: '1', link: '../out/kept' }],
    [{ name: 'h', content: 'bad' }],
  ],
  'a hard link to an absolute file': [[{ name: 'h', type: '1', link: 'OUT/kept' }]],
  'a hard link through a link out': [
    [
      { name: 'l', type: '2', link: 'OUT' },
      { name: 'h', type: '1', link: 'l/kept' },
    ],
  ],
  'a hard link to a link out, written to': [
    [
      { name: 'l', type: '2', link: 'OUT/kept' },
      { name: 'h', type: '1', link: 'l' },
    ],
    [{ name: 'h', content: 'bad' }],
  ],
  'a hard link into a folder outside': [[{ name: 'f' }, { name: '../out/h', type: '1', link: 'f' }]],
  'a whiteout outside': [[{ name: 'a' }], [{ name: '../out/.wh.kept' }]],
  'a whiteout of ..': [[{ name: 'a/b' }], [{ name: 'a/.wh...' }]],
  'a whiteout with a slash': [[{ name: 'a' }], [{ name: '.wh.../out/kept' }]],
  'a whiteout through a link': [[{ name: 'l', type: '2', link: 'OUT' }], [{ name: 'l/.wh.kept' }]],
  'an opaque folder outside': [[{ name: 'a' }], [{ name: '../out/.wh..wh..opq' }]],
  'an opaque link': [[{ name: 'l', type: '2', link: 'OUT' }], [{ name: 'l/.wh..wh..opq' }]],
  'a fifo through a link': [
    [
      { name: 'l', type: '2', link: 'OUT' },
      { name: 'l/p', type: '6' },
    ],
  ],
  'a fifo outside': [[{ name: '../out/p', type: '6' }]],
  'a zero byte in a name': [[{ name: 'x', pax: { path: '../out/x\0y' }, content: 'bad' }]],
  'attributes of a link out': [
    [{ name: 'l', type: '2', link: 'OUT/kept', pax: { 'SCHILY.xattr.user.x': 'bad' }, mode: 0o777 }],
  ],
}

/** All that is in a folder, with modes, contents and numbers of names. */
function snapshot(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .concat('.')
    .sort()
    .map((name) => {
      const path = join(folder, name)
      const { mode, nlink } = lstatSync(path)
      const kind = mode & 0o170000
      const content =
        kind === 0o100000 ? readFileSync(path, 'utf8') : kind === 0o120000 ? readlinkSync(path) : ''
      return `${name} ${mode.toString(8)} ${kind === 0o100000 ? nlink : ''} ${content}`
    })
}

t.test('no layer writes outside of the target', async (t) => {
  t.ok(Object.keys(layers).length >= 30, `${Object.keys(layers).length} ways are tried`)
  for (const [what, image] of Object.entries(layers)) {
    const top = temporaryFolder(t)
    const out = `${top}/out`
    mkdirSync(out)
    writeFileSync(`${out}/kept`, 'good')
    mkdirSync(`${top}/target`)
    symlinkSync(out, `${top}/target/there`)
    symlinkSync('..', `${top}/target/up`)
    const placed = image.map((parts) => parts.map((part) => withPlace(part, out)))
    writeImage(`${top}/image`, placed)
    const before = [...snapshot(out), ...readdirSync(top)]
    const machine = new LiveMachine({ root: '/', umask: 0o022, environment: process.env, timeout: 0 })
    const outcome = await machine.apply({
      kind: 'unpack-image',
      source: `oci-layout:${top}/image`,
      target: `${top}/target`,
    })
    t.strictSame([...snapshot(out), ...readdirSync(top)], before, what)
    const reason = outcome.ok ? 'unpacked' : outcome.error.message
    t.notMatch(reason, /\n/, `${what}: ${reason}`)
    t.notOk(
      readdirSync(`${top}/target`).some((name) => name.startsWith('.cos-config')),
      `${what}: nothing of ours is left`,
    )
  }
})

function withPlace(part: Part, out: string): Part {
  const put = (text: string) => text.replace('OUT', out)
  const { name, link, gnuName, gnuLink, pax } = part
  return {
    ...part,
    name: put(name),
    ...(link !== undefined && { link: put(link) }),
    ...(gnuName !== undefined && { gnuName: put(gnuName) }),
    ...(gnuLink !== undefined && { gnuLink: put(gnuLink) }),
    ...(pax !== undefined && {
      pax: Object.fromEntries(
        Object.entries(pax).map(([key, value]) => [key, typeof value === 'string' ? put(value) : value]),
      ),
    }),
  }
}
