import { Positions } from '../core/config/yaml/position.ts'
import { type IgnoreComment, ignoreComments } from './ignore-comments.ts'
import { type Levels, unknownRule } from './levels.ts'
import type { CheckedFile, Words } from './rule.ts'
import type { RuleFinding } from './run-rules.ts'
import { isInStage } from './stage-places.ts'

/** What is left of a file's findings, in the order of their places. */
export interface Applied {
  readonly findings: readonly RuleFinding[]
  readonly ignored: number
}

/** Leaves out what comments hide and what stands in other stages; comments that do nothing are findings. */
export function applyIgnores(
  file: CheckedFile,
  found: readonly RuleFinding[],
  levels: Levels,
  stage: string | undefined,
): Applied {
  const comments = ignoreComments(file.text)
  if (found.length === 0 && comments.length === 0) return nothing
  const used = new Set<IgnoreComment>()
  let kept = found
  if (comments.length > 0) {
    const positions = new Positions(file.text)
    kept = found.filter(({ rule, span }) => {
      const [line] = positions.of(span.start)
      const hiding = comments.find((each) => each.line === line && each.rule === rule)
      if (hiding !== undefined) used.add(hiding)
      return hiding === undefined
    })
  }
  const ignored = found.length - kept.length
  const findings = [...kept, ...comments.flatMap((each) => faultOf(each, used.has(each), file, levels))]
  const inStage = stage === undefined ? findings : findings.filter(isInStage(file, stage))
  return { findings: inStage.sort(byPlace), ignored }
}

const nothing: Applied = { findings: [], ignored: 0 }

function byPlace(a: RuleFinding, b: RuleFinding): number {
  return a.span.start - b.span.start || (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0)
}

/** What is wrong with a comment. */
function faultOf(
  { rule, reason, span }: IgnoreComment,
  isUsed: boolean,
  file: CheckedFile,
  levels: Levels,
): readonly RuleFinding[] {
  const near = rule === '' ? undefined : unknownRule(rule)
  const words: Words | undefined =
    rule === ''
      ? { message: '`cos-config-ignore` names no rule', help: 'write # cos-config-ignore RULE reason' }
      : near !== undefined
        ? { message: `\`${rule}\` is no rule that could be ignored`, help: near }
        : !isUsed && levels.get(rule) !== 'off'
          ? {
              message: `\`${rule}\` finds nothing here that this comment could hide`,
              help: 'remove the comment',
            }
          : reason === ''
            ? {
                message: `\`cos-config-ignore ${rule}\` gives no reason`,
                help: 'say behind the rule why its finding is no mistake here',
              }
            : undefined
  return words === undefined ? [] : [{ rule: 'ignore-comment', severity: 'warning', file, span, words }]
}
