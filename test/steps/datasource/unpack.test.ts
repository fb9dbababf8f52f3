import { gzipSync } from 'node:zlib'
import t from 'tap'
import { mimeParts } from '../../../src/steps/datasource/mime.ts'
import { unpack } from '../../../src/steps/datasource/unpack.ts'

async function unpacked(data: string | Uint8Array): Promise<{ text: string; warning?: string }> {
  const { content, ...rest } = await unpack(Buffer.from(data))
  return { text: Buffer.from(content).toString(), ...rest }
}

const mime = (boundary: string, ...parts: string[]) =>
  `MIME-Version: 1.0\nContent-Type: multipart/mixed;\n boundary="${boundary}"\n\n${parts
    .map((part) => `--${boundary}\n${part}\n`)
    .join('')}--${boundary}--\n`

t.test('plain data stays as it is', async (t) => {
  for (const text of ['', 'name: x\n', '#!/bin/sh\n--MIMEBOUNDARY\n', 'a\0b']) {
    t.strictSame(await unpacked(text), { text })
  }
})

t.test('gzip is taken off, around MIME as well', async (t) => {
  t.strictSame(await unpacked(gzipSync('name: x\n')), { text: 'name: x\n' })
  const packed = gzipSync(mime('B', 'Content-Type: text/cloud-config\n\n#cloud-config'))
  t.strictSame(await unpacked(packed), { text: '#cloud-config' })
})

t.test('broken gzip, and one that would fill the memory, stays as it came', async (t) => {
  const bomb = gzipSync(Buffer.alloc(65 * 1024 * 1024))
  for (const data of [gzipSync('x').subarray(0, 12), bomb]) {
    const { content, warning } = await unpack(data)
    t.ok(Buffer.from(data).equals(content))
    t.match(warning, /cannot be unpacked/)
  }
})

t.test('a declared text of many parts: any boundary, parameters and encodings', async (t) => {
  const base64 = Buffer.from('name: x\n').toString('base64')
  for (const [part, text] of [
    ['Content-Type: text/cloud-config; charset="utf-8"\n\nname: x\n', 'name: x\n'],
    [`content-type: TEXT/cloud-config\nContent-Transfer-Encoding: base64\n\n${base64}`, 'name: x\n'],
    [
      'Content-Type: text/cloud-config\nContent-Transfer-Encoding: quoted-printable\n\na: =C3=A9=\nb=',
      'a: éb=',
    ],
    ['Content-Type: text/x-shellscript\n\n#!/bin/sh', '#!/bin/sh'],
  ] as const) {
    t.strictSame(await unpacked(mime('==a (1)+?.', part)), { text })
  }
})

t.test(
  'of several parts the first cloud-config is used, and the others are not passed over in silence',
  async (t) => {
    const parts = [
      'Content-Type: text/x-shellscript\n\n#!/bin/sh',
      'Content-Type: text/cloud-config\n\nname: first',
      'Content-Type: text/cloud-config\n\nname: second',
    ]
    t.match(await unpacked(mime('B', ...parts)), {
      text: 'name: first',
      warning: /3 parts; only the first text\/cloud-config/,
    })
  },
)

t.test('without a declaration only the usual boundary and the exact type count', async (t) => {
  const text = (boundary: string, type: string) =>
    `--${boundary}\nContent-Type: ${type}\n\nname: x\n--${boundary}--\n`
  t.equal((await unpacked(text('MIMEBOUNDARY', 'text/cloud-config'))).text, 'name: x')
  for (const whole of [text('B', 'text/cloud-config'), text('MIMEBOUNDARY', 'text/cloud-config; charset=x')])
    t.equal((await unpacked(whole)).text, whole)
})

t.test('a part that is cut off does not count', async (t) => {
  t.strictSame(mimeParts('--B\nContent-Type: a\n\nx\n', 'B'), [])
  t.strictSame(mimeParts('--B\nno header\n\nx\n--B--\n', 'B'), [])
  t.match(mimeParts('before\n--B\n\n\n--B\nX: y\n\nz\n--B--', 'B'), [{ content: '' }, { content: 'z' }])
})
