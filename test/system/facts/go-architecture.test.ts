import t from 'tap'
import { goArchitecture } from '../../../src/system/facts/go-architecture.ts'

t.test("architectures have Go's names", async (t) => {
  const cases = {
    x64: 'amd64',
    ia32: '386',
    arm64: 'arm64',
    arm: 'arm',
    riscv64: 'riscv64',
    ppc64: 'ppc64le',
    s390x: 's390x',
  }
  for (const [node, go] of Object.entries(cases)) t.equal(goArchitecture(node), go)
  t.ok(goArchitecture())
})
