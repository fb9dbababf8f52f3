import t from 'tap'
import { decodePem, encodePem } from '../../../../../src/core/template/sprig/crypto/pem.ts'

const bytes = Buffer.from(Array.from({ length: 100 }, (_, i) => i))

t.test('lines have 64 characters', async (t) => {
  const lines = encodePem('THING', bytes).split('\n')
  t.same(
    lines.map(({ length }) => length),
    [21, 64, 64, 8, 19, 0],
  )
})

t.test('a block is found among other text, with or without headers', async (t) => {
  const block = encodePem('THING', bytes)
  const withHeader = block.replace('\n', '\nProc-Type: 4,ENCRYPTED\n\n')
  for (const text of [
    block,
    `words\n${block}more\n`,
    block.replaceAll('\n', '\r\n'),
    withHeader,
    block.trimEnd(),
  ]) {
    t.same(decodePem(text)?.bytes, bytes, text)
    t.equal(decodePem(text)?.type, 'THING')
  }
})

t.test('the first whole block counts', async (t) => {
  const text = `-----BEGIN A-----\n!!!!\n-----END A-----\n${encodePem('B', bytes)}${encodePem('C', bytes)}`
  t.equal(decodePem(text)?.type, 'B')
})

t.test('what is no block is none', async (t) => {
  const block = encodePem('A', bytes)
  for (const text of ['', 'x', block.replace('END A', 'END B'), `x${block}`, block.replace('AAEC', 'A')]) {
    t.equal(decodePem(text), undefined, text)
  }
})
