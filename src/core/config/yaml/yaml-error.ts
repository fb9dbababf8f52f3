/** Why a text is not the YAML that Go's yaml.v3 reads. */
export type YamlRule =
  | 'yaml-alias'
  | 'yaml-binary'
  | 'yaml-bracket'
  | 'yaml-character'
  | 'yaml-depth'
  | 'yaml-directive'
  | 'yaml-encoding'
  | 'yaml-escape'
  | 'yaml-indentation'
  | 'yaml-property'
  | 'yaml-quote'
  | 'yaml-size'
  | 'yaml-syntax'
  | 'yaml-tab'
  | 'yaml-tag'

/** The text cannot be read. The offset counts UTF-16 units; turned into line and column by position.ts. */
export class YamlError extends Error {
  readonly rule: YamlRule
  readonly offset: number
  readonly help: string | undefined
  constructor(rule: YamlRule, offset: number, message: string, help?: string) {
    super(message)
    this.name = 'YamlError'
    this.rule = rule
    this.offset = offset
    this.help = help
  }
}
