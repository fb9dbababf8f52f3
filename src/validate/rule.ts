import type { Finding } from '../core/config/decode/finding.ts'
import type { LoadedConfig } from '../core/config/load.ts'
import type { YamlNode } from '../core/config/yaml/node.ts'
import type { Present } from '../core/machine.ts'
import type { Severity } from '../core/report/diagnostic.ts'

/** A stretch of a file's text, in UTF-16 units of `CheckedFile.text`; what a marker is drawn under. */
export interface Span {
  readonly start: number
  readonly end: number
}

/** Path in the decoded configuration: `['stages', 'boot', 0, 'files', 2, 'permissions']`. */
export type ConfigPath = readonly (string | number)[]

/** One file of the layers, read and decoded exactly as at boot. */
export interface CheckedFile {
  /** As the user knows it. */
  readonly file: string
  /** The text as it was decoded, without a byte order mark. */
  readonly text: string
  /** What boot makes of it; without `config` it is rejected. */
  readonly loaded: LoadedConfig
  /** What the YAML says before it is decoded; undefined when it does not parse, is empty or is in dot notation. */
  readonly root: YamlNode | undefined
  /** What the decoder found: the same as `loaded.diagnostics`, with places in the text. */
  readonly findings: readonly Finding[]
  /** Where the value at a path stands, or the nearest value around it. In a `#cloud-config` too. */
  value(path: ConfigPath): Span
  /** Where the key of the value at a path stands; of a list's entry its dash or first token. */
  key(path: ConfigPath): Span
  /**
   * Where a part of a decoded text stands: `from` and `to` count UTF-16 units in the decoded value. Follows block
   * scalars, folding, quotes and escapes; the whole value where that is not possible (aliases, base64).
   */
  within(path: ConfigPath, from: number, to?: number): Span
}

/** All layers together, in the order in which they apply. */
export interface CheckedLayers {
  /** Each source with its files in byte order; steps are ordered within a source. */
  readonly sources: readonly { readonly label: string; readonly files: readonly CheckedFile[] }[]
  /** The image that `--root` names, for checks against its own accounts, shells, zones; undefined without one. */
  readonly image: Present | undefined
}

/** What a rule says about a place. */
export interface Words {
  /** What is wrong, in one sentence that starts with the user's word. */
  readonly message: string
  /** The next thing to do. */
  readonly help?: string
  /** Where it differs from the rule's own. */
  readonly severity?: Severity
}

/** How a rule tells what it finds. */
export interface Findings {
  at(file: CheckedFile, span: Span, words: Words): void
}

/** What a rule may use besides the files. Nothing of it runs a configured command or asks a network. */
export interface RuleContext {
  readonly image: Present | undefined
  /** Parses shell text with `sh -n`; nothing is executed. Undefined where there is no shell. */
  checkShell(
    text: string,
  ): Promise<{ readonly line: number; readonly message: string } | undefined> | undefined
}

/** One rule: a file of its own in src/validate/rules, named as the rule. */
export interface Rule {
  /** A stable name to search for, in kebab case. */
  readonly id: string
  readonly severity: Severity
  /** One sentence: the heading of its page, and what SARIF viewers show. */
  readonly summary: string
  /** Why it matters and what to do, in Markdown, for its page. */
  readonly details: string
  /** A whole file that the rule finds fault with, and the same put right. */
  readonly bad: string
  readonly good: string
  /** Looks at one file alone. */
  checkFile?(file: CheckedFile, findings: Findings, context: RuleContext): void | Promise<void>
  /** Looks at all layers together. */
  checkLayers?(layers: CheckedLayers, findings: Findings, context: RuleContext): void | Promise<void>
}

/** Keeps the types of a rule together. */
export function defineRule(rule: Rule): Rule {
  return rule
}
