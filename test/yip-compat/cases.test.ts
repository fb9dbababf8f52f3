import { existsSync } from 'node:fs'
import t from 'tap'
import { compatFolder, runCases } from './run.ts'

const reason =
  process.geteuid?.() !== 0
    ? 'LEFT OUT: the recorded cases of yip need root (namespaces); run the tests as root to include them'
    : existsSync(compatFolder)
      ? undefined
      : `LEFT OUT: the recorded cases of yip are not at ${compatFolder}; set YIP_COMPAT`

if (reason !== undefined) {
  console.error(reason)
  t.pass(reason, { skip: reason })
} else {
  for (const cache of ['usual', 'warm', 'off'] as const) {
    const title = `every recorded case gives the end state that yip gives (decode cache: ${cache})`
    t.test(title, { timeout: 1_800_000 }, async (t) => {
      const result = await runCases('node', [], cache)
      t.equal(result.failed, 0, result.output)
      t.ok(result.passed > 300, `${result.passed} cases ran`)
    })
  }
}
