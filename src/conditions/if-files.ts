import { list, map, text } from '../core/config/shape.ts'
import { inFolder } from '../core/go-path.ts'
import { defineCondition, fails, holds, type Verdict } from './condition.ts'

export const ifFiles = defineCondition({
  key: 'if_files',
  docs: 'Runs the step only when files or folders exist, or do not.',
  shape: map(list(text(), { description: 'Paths.' }), {
    keys: ['all', 'any', 'none'],
    description:
      'Up to three lists of paths, all of which must hold: `all` (each exists), `any` (one exists), `none` (none exists). Links are followed; an empty list holds.',
    examples: [{ any: ['/dev/vda', '/dev/sda'], none: ['/run/cos/live_mode'] }],
  }),
  async *check(lists, { now, workFolder }) {
    const exists = (path: string) => path !== '' && now.stat(inFolder(workFolder, path)) !== undefined
    for (const [kind, paths] of Object.entries(lists)) {
      const check = Object.hasOwn(kinds, kind) ? kinds[kind] : undefined
      if (check === undefined) {
        const message = `if_files knows no "${kind}"`
        yield { kind: 'problem', severity: 'warning', message, help: 'write all, any or none', at: [kind] }
        return fails(message)
      }
      const verdict = paths.length === 0 ? holds : check(paths, exists)
      if (!verdict.holds) return verdict
    }
    return holds
  },
})

type Check = (paths: readonly string[], exists: (path: string) => boolean) => Verdict

const kinds: Readonly<Record<string, Check>> = {
  all: (paths, exists) => {
    const missing = paths.find((path) => !exists(path))
    return missing === undefined ? holds : fails(`if_files: ${missing || 'an empty path'} does not exist`)
  },
  any: (paths, exists) =>
    paths.some(exists) ? holds : fails(`if_files: there is none of ${paths.join(', ')}`),
  none: (paths, exists) => {
    const found = paths.find(exists)
    return found === undefined ? holds : fails(`if_files: ${found} exists`)
  },
}
