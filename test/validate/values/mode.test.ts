import t from 'tap'
import {
  decimalModeFault,
  isDecimal,
  letters,
  modeBitsFault,
  octal,
} from '../../../src/validate/values/mode.ts'

t.test('modes as people write them', (t) => {
  t.equal(octal(0o644), '0644')
  t.equal(octal(0), '0000')
  t.equal(octal(0o4755), '04755')
  t.equal(letters(0o644), 'rw-r--r--')
  t.equal(letters(0o204), '-w----r--')
  t.end()
})

t.test('which spellings are decimal', (t) => {
  for (const written of ['644', '+644', '6_44', '420', '0888', '7.0', '1e2'])
    t.ok(isDecimal(written), written)
  for (const written of ['0644', '0o644', '0x1a4', '0b11', '0', '00']) t.notOk(isDecimal(written), written)
  t.end()
})

t.test('what decimal numbers give', (t) => {
  const rows: readonly [mode: number, written: string, message?: RegExp, help?: RegExp, severity?: string][] =
    [
      [644, '644', /becomes 0204 \(-w----r--\)/, /^Write 0644$/],
      [755, '755', /becomes 0363/, /^Write 0755$/],
      [600, '600', /becomes 0130/, /^Write 0600$/],
      [700, '700', /becomes 0274/, /^Write 0700$/],
      [777, '777', /becomes 0411/, /^Write 0777$/],
      [440, '440', /becomes 0670/, /^Write 0440$/],
      [400, '400', /becomes 0620/, /^Write 0400, or 0620 if/],
      [1777, '1777', /becomes 0361/, /^Write 01777$/],
      [888, '0888', /becomes 0570/, /octal digits/],
      [420, '420', /it means 0644/, /^Write 0644, which/, 'hint'],
      [493, '493', /it means 0755/, /^Write 0755, which/, 'hint'],
      [384, '384', /it means 0600/, /^Write 0600, which/, 'hint'],
      [0o644, '0644'],
      [0o644, '0o644'],
      [0o644, '0x1a4'],
      [0, '0'],
      [7, '7'],
      // 02775 in decimal: what gets lost of it is told by modeBitsFault.
      [1533, '1533'],
    ]
  for (const [mode, written, message, help, severity] of rows) {
    const fault = decimalModeFault(mode, written)
    if (message === undefined) t.equal(fault, undefined, written)
    else {
      t.match(fault?.message, message, written)
      t.match(fault?.help, help ?? /./, written)
      t.equal(fault?.severity, severity, written)
    }
  }
  t.end()
})

t.test('bits that never reach the file', (t) => {
  t.equal(modeBitsFault(0o755, '0755', '/a'), undefined)
  t.match(modeBitsFault(0o4755, '04755', '/a'), {
    message: /set-user-id bit; .* 0755/,
    help: /chmod u\+s \/a/,
  })
  t.match(modeBitsFault(0o2755, '02755', '/a'), { message: /set-group-id/, help: /chmod g\+s \/a/ })
  t.match(modeBitsFault(0o1777, '01777', '/a'), { message: /sticky bit; .* 0777/, help: /chmod \+t \/a/ })
  t.match(modeBitsFault(0o6755, '06755', '/a'), {
    message: /set-user-id and set-group-id/,
    help: /u\+s,g\+s/,
  })
  t.match(modeBitsFault(0o100644, '0100644', '/a'), { message: /larger than any mode; 0644/ })
  t.end()
})
