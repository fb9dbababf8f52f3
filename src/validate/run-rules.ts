import type { Severity } from '../core/report/diagnostic.ts'
import type { CheckedFile, CheckedLayers, Findings, Rule, RuleContext, Span, Words } from './rule.ts'
import { rules as allRules } from './rules/index.ts'

/** What a rule found, where. */
export interface RuleFinding {
  readonly rule: string
  readonly severity: Severity
  readonly file: CheckedFile
  readonly span: Span
  readonly words: Words
}

/** Runs rules and collects what they find; a rule that fails is a finding, too. */
export class RuleRun {
  readonly #rules: readonly Rule[]
  readonly #context: RuleContext
  readonly #found = new Map<CheckedFile, RuleFinding[]>()

  /** `isOn` says which rules are asked at all. */
  constructor(context: RuleContext, isOn: (rule: string) => boolean = () => true) {
    this.#context = context
    this.#rules = allRules.filter(({ id }) => isOn(id))
  }

  /** What each file has, in no order. */
  get found(): ReadonlyMap<CheckedFile, readonly RuleFinding[]> {
    return this.#found
  }

  /** Asks all rules that look at one file alone. */
  async checkFile(file: CheckedFile): Promise<void> {
    const running: Promise<void>[] = []
    for (const rule of this.#rules) {
      if (rule.checkFile === undefined) continue
      const asked = this.#ask(rule, file, (findings) => rule.checkFile?.(file, findings, this.#context))
      if (asked !== undefined) running.push(asked)
    }
    if (running.length > 0) await Promise.all(running)
  }

  /** Asks all rules that look at the layers together. */
  async checkLayers(layers: CheckedLayers): Promise<void> {
    const anyFile = layers.sources.flatMap(({ files }) => files)[0]
    if (anyFile === undefined) return
    for (const rule of this.#rules) {
      if (rule.checkLayers === undefined) continue
      await this.#ask(rule, anyFile, (findings) => rule.checkLayers?.(layers, findings, this.#context))
    }
  }

  /** Adds a finding that is no rule's doing. */
  add(finding: RuleFinding): void {
    const { file, span, words, rule } = finding
    const known = this.#found.get(file)
    if (known === undefined) this.#found.set(file, [finding])
    // Through anchors, rules come to the same place again and again.
    else if (!known.some((each) => isSame(each, rule, span, words))) known.push(finding)
  }

  #ask(
    rule: Rule,
    file: CheckedFile,
    check: (findings: Findings) => void | Promise<void>,
  ): Promise<void> | undefined {
    const findings: Findings = {
      at: (where, span, words) =>
        this.add({ rule: rule.id, severity: words.severity ?? rule.severity, file: where, span, words }),
    }
    const fail = (error: unknown) => this.#defect(rule, file, error)
    try {
      return check(findings)?.catch(fail)
    } catch (error) {
      fail(error)
      return undefined
    }
  }

  /** A defect of ours in one rule must not hide what the others find. */
  #defect({ id }: Rule, file: CheckedFile, error: unknown): void {
    const stack = error instanceof Error ? error.stack : String(error)
    const message = `rule ${id} has a defect and was not asked: ${stack}`
    const words = { message, help: 'please report it, with the file' }
    this.add({ rule: 'defect', severity: 'error', file, span: { start: 0, end: 0 }, words })
  }
}

function isSame(finding: RuleFinding, rule: string, span: Span, { message }: Words): boolean {
  return finding.rule === rule && finding.span.start === span.start && finding.words.message === message
}
