import { check } from '../../../src/validate/check.ts'

/** The word that each finding of a rule is about: the first one in its message that stands in backquotes. */
export async function toldOf(
  rule: string,
  step: Readonly<Record<string, unknown>>,
): Promise<readonly string[]> {
  const text = JSON.stringify({ stages: { boot: [{ name: 'Step', ...step }] } })
  const source = { label: 'oem', files: [{ file: 'a.yaml', bytes: Buffer.from(text) }], diagnostics: [] }
  const { diagnostics } = await check([source], {
    levelsFor: () => new Map(),
    image: undefined,
    checkShell: () => undefined,
    excerpts: false,
  })
  const own = diagnostics.filter((each) => each.rule === rule || each.rule === 'defect')
  return own.map(({ message }) => /`([^`]+)`/.exec(message)?.[1] ?? message)
}

/** Input to the words that a rule is to tell of. */
export type Row = readonly [input: string, ...words: readonly string[]]
