import type { CheckedFile, ConfigPath, Findings, Words } from '../rule.ts'

/** What is wrong with one value; `from` and `to` mark the part of it that is, in UTF-16 units of the decoded text. */
export interface Fault extends Words {
  readonly from?: number
  readonly to?: number
}

/** Tells a fault at the value of a path, or at the part of it that is wrong. */
export function tell(
  findings: Findings,
  file: CheckedFile,
  path: ConfigPath,
  { from, to, ...words }: Fault,
): void {
  findings.at(file, from === undefined ? file.value(path) : file.within(path, from, to), words)
}
