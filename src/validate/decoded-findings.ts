import type { Finding } from '../core/config/decode/finding.ts'
import { Positions } from '../core/config/yaml/position.ts'
import type { Severity } from '../core/report/diagnostic.ts'
import { tokenOf, wordAt } from './places/token.ts'
import type { CheckedFile, Findings, Span } from './rule.ts'

/**
 * Hands on what the decoder found under a rule's name; `grade` may weigh it otherwise than a boot does, or leave it
 * out, and `place` may point at something else than the token it is about.
 */
export function tellDecoded(
  file: CheckedFile,
  findings: Findings,
  rule: string,
  grade: (finding: Finding) => Severity | undefined = ({ severity }) => severity,
  place: (file: CheckedFile, finding: Finding) => Span = spanOf,
): void {
  for (const finding of file.findings) {
    if (finding.rule !== rule) continue
    const severity = grade(finding)
    if (severity === undefined) continue
    const { help, also } = finding
    const more =
      also === undefined ? '' : `; ${also.words} ${new Positions(file.text).of(also.offset).join(':')}`
    findings.at(file, place(file, finding), {
      severity,
      message: finding.message + more,
      ...(help !== undefined && { help }),
    })
  }
}

/** The token that a finding is about. Through an alias the decoder comes to another place: that of its use counts. */
function spanOf({ text }: CheckedFile, { node, offset }: Finding): Span {
  return (node?.offset === offset ? tokenOf(text, node) : undefined) ?? wordAt(text, offset)
}
