import fc from 'fast-check'

/** A change of a text, as bytes; plain data, so that a failing case can be printed and repeated. */
export type Mutation =
  | { readonly kind: 'delete-line' | 'double-line' | 'swap-lines' | 'split-line'; readonly at: number }
  | { readonly kind: 'indent'; readonly at: number; readonly by: number }
  | { readonly kind: 'insert' | 'replace-word'; readonly at: number; readonly text: string }
  | { readonly kind: 'delete'; readonly at: number; readonly length: number }
  | { readonly kind: 'set-byte'; readonly at: number; readonly byte: number }
  | { readonly kind: 'cut'; readonly at: number }
  | { readonly kind: 'line-ends' | 'cloud-config' }

/** Pieces that mean something to YAML, to the decoder, to templates, shells or patterns. */
const pieces = [
  ...[
    ':',
    ': ',
    '- ',
    '\n',
    '\t',
    ' ',
    '#',
    ' #',
    '"',
    "'",
    '|',
    '>',
    '>-',
    '|2',
    '&a',
    '*a',
    '<<: *a',
    '!!str',
    '!!binary',
  ],
  ...[
    '{',
    '}',
    '[',
    ']',
    ',',
    '?',
    '%YAML 1.2\n',
    '---\n',
    '...\n',
    '\\',
    '\0',
    '\u{feff}',
    '\u{2028}',
    '😀',
    '~',
    'null',
  ],
  ...[
    '{{',
    '}}',
    '{{ .Values.os.name }}',
    '{{ end }}',
    '{{ if }}',
    '{{ nofunc }}',
    '{{ `',
    '$x',
    '(?=',
    '[a',
    '(',
    '*',
  ],
  ...[
    '<<EOF',
    '$(',
    '`',
    '&',
    '&&',
    '||',
    ';;',
    'fi',
    'done',
    'if true',
    'rm -rf $X/',
    '-1',
    '0644',
    '644',
    '1e99',
    '0x',
  ],
  ...[
    'stages',
    'boot',
    'name',
    'files',
    'commands',
    'users',
    'path',
    'permissions',
    'if',
    'after',
    'hostname',
    'content',
  ],
  ...[
    '99999999999999999999',
    'true',
    'yes',
    '.inf',
    '2020-01-02',
    '#cloud-config\n',
    '# cos-config-ignore all x',
    '__proto__',
  ],
]

const at = fc.nat({ max: 1_000_000 })

export const mutation: fc.Arbitrary<Mutation> = fc.oneof(
  fc.record({ kind: fc.constantFrom('delete-line', 'double-line', 'swap-lines', 'split-line'), at }),
  fc.record({ kind: fc.constant('indent' as const), at, by: fc.integer({ min: -6, max: 6 }) }),
  fc.record({ kind: fc.constantFrom('insert', 'replace-word'), at, text: fc.constantFrom(...pieces) }),
  fc.record({ kind: fc.constant('delete' as const), at, length: fc.integer({ min: 1, max: 12 }) }),
  fc.record({ kind: fc.constant('set-byte' as const), at, byte: fc.integer({ min: 0, max: 255 }) }),
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('cut' as const), at }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('line-ends', 'cloud-config') }) },
)

/** The text after some changes. Places count from the start again behind the end of the text. */
export function mutated(text: string, mutations: readonly Mutation[]): Uint8Array {
  return mutations.reduce<Buffer>(apply, Buffer.from(text, 'latin1'))
}

/** Reads bytes as one character each, so that they can be cut anywhere. */
export function asBytes(content: Uint8Array): string {
  return Buffer.from(content).toString('latin1')
}

function apply(bytes: Buffer, mutation: Mutation): Buffer {
  const text = bytes.toString('latin1')
  if (!('at' in mutation)) {
    return back(mutation.kind === 'line-ends' ? text.replaceAll('\n', '\r\n') : `#cloud-config\n${text}`)
  }
  const lines = text.split('\n')
  const line = mutation.at % lines.length
  const place = mutation.at % (text.length + 1)
  switch (mutation.kind) {
    case 'delete-line':
      return back(lines.toSpliced(line, 1).join('\n'))
    case 'double-line':
      return back(lines.toSpliced(line, 0, lines[line] ?? '').join('\n'))
    case 'swap-lines':
      return back(lines.toSpliced(line, 2, lines[line + 1] ?? '', lines[line] ?? '').join('\n'))
    case 'split-line':
      return back(`${text.slice(0, place)}\n${text.slice(place)}`)
    case 'indent':
      return back(lines.with(line, indented(lines[line] ?? '', mutation.by)).join('\n'))
    case 'insert':
      return back(text.slice(0, place) + utf8(mutation.text) + text.slice(place))
    case 'replace-word':
      return back(text.slice(0, place) + text.slice(place).replace(/[\w.-]+/, () => utf8(mutation.text)))
    case 'delete':
      return back(text.slice(0, place) + text.slice(place + mutation.length))
    case 'set-byte':
      return back(text.slice(0, place) + String.fromCharCode(mutation.byte) + text.slice(place + 1))
    case 'cut':
      return back(text.slice(0, place))
  }
}

function indented(line: string, by: number): string {
  return by < 0 ? line.replace(new RegExp(`^ {0,${-by}}`), '') : ' '.repeat(by) + line
}

function back(text: string): Buffer {
  return Buffer.from(text, 'latin1')
}

function utf8(text: string): string {
  return asBytes(Buffer.from(text))
}
