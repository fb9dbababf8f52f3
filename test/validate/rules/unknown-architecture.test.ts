import t from 'tap'
import { type Row, toldOf } from './told-of.ts'

const rows: readonly Row[] = [
  ['amd64'],
  ['^arm'],
  ['arm64|aarch64'],
  ['(?i)AMD64'],
  ['64$'],
  ['('],
  [''],
  ['x86_64', 'x86_64'],
  ['^aarch64$', '^aarch64$'],
  ['AMD64', 'AMD64'],
  ['sparc', 'sparc'],
]

for (const [input, ...words] of rows) {
  t.test(input, async (t) => t.same(await toldOf('unknown-architecture', { only_arch: input }), words))
}
