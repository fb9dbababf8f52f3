/** A value in a YAML text, as Go's yaml.v3 sees it. */
export class YamlNode {
  readonly kind: 'scalar' | 'list' | 'map' | 'alias'
  /**
   * Where it starts, in UTF-16 units; a collection starts with its first scalar, an empty one with its bracket.
   * -1 when there is none.
   */
  offset: number
  /** Of a flow collection, its bracket; -1 of everything else. */
  bracket: number
  /** Behind a scalar (and perhaps blanks and line ends after it), an alias or a closing bracket; -1 of what has no end of its own. */
  end: number
  /** In the short form (`!!int`); undefined for an unquoted scalar, whose look decides. */
  readonly tag: string | undefined
  /** Of a scalar, unescaped and folded; the name of an alias. */
  readonly value: string
  readonly anchor: string | undefined
  /** Items of a list; keys and values of a map in turn. */
  readonly content: YamlNode[]
  /** What an alias stands for; set when the text is composed. */
  target: YamlNode | undefined

  constructor(
    kind: YamlNode['kind'],
    offset: number,
    tag: string | undefined,
    value: string,
    anchor?: string,
  ) {
    this.kind = kind
    this.offset = offset
    this.bracket = -1
    this.end = -1
    this.tag = tag
    this.value = value
    this.anchor = anchor
    this.content = kind === 'list' || kind === 'map' ? [] : nothing
    this.target = undefined
  }
}

const nothing: YamlNode[] = []
