import { shellChecker } from '../../src/system/processes/shell-syntax.ts'
import { check } from '../../src/validate/check.ts'
import type { LocatedDiagnostic } from '../../src/validate/diagnostic.ts'
import type { Rule } from '../../src/validate/rule.ts'

/** What a rule says of its bad example, as `validate` would print it of a file in /oem. */
export async function saidOfExample({ id, bad }: Rule): Promise<readonly LocatedDiagnostic[]> {
  const file = '/oem/50-example.yaml'
  const source = { label: '/oem', files: [{ file, bytes: Buffer.from(bad) }], diagnostics: [] }
  const { diagnostics } = await check([source], {
    levelsFor: () => new Map(),
    image: undefined,
    checkShell: shellChecker(process.env.PATH ?? '') ?? (() => undefined),
    excerpts: false,
  })
  return diagnostics.filter(({ rule }) => rule === id)
}
