import { cloudConfigShape } from '../../core/config/cloud-config/shape.ts'
import { type CheckedFile, defineRule, type Span } from '../rule.ts'

export const cloudConfigHeader = defineRule({
  id: 'cloud-config-header',
  severity: 'warning',
  summary: 'The line `#cloud-config` is missing, misspelt, or not the first one.',
  details: `A file is a cloud-config when \`#cloud-config\` stands alone on a line of its own before anything but comments and empty
lines, within the first nine lines. Without it \`users\`, \`write_files\`, \`runcmd\` and the like are keys that nothing
knows, and are lost. cloud-init itself, and other programs, look at the first line alone, so it had better stand there.`,
  bad: `#cloud_config
hostname: node
`,
  good: `#cloud-config
hostname: node
`,
  checkFile(file, findings) {
    const header = headerOf(file.text)
    if (file.loaded.cloudConfig) {
      if (header !== undefined && header.line > 1) {
        findings.at(file, header.span, {
          message: '`#cloud-config` is not on the first line, where cloud-init and others look for it',
          help: 'make it the first line of the file',
        })
      }
      return
    }
    const lost = ownKeys(file)
    if (header !== undefined) {
      findings.at(file, header.span, {
        severity: lost.length > 0 ? 'error' : 'warning',
        message: `\`${header.word}\` does not make a cloud-config of this file${header.isExact ? ': it stands too far down, or behind something else' : ''}`,
        help: header.isExact
          ? 'make it the first line of the file'
          : 'write #cloud-config, alone on the first line, or another comment',
      })
    } else if (lost[0] !== undefined) {
      findings.at(file, lost[0], {
        severity: 'error',
        message: `\`${file.text.slice(lost[0].start, lost[0].end)}\` is a key of cloud-configs, and this file is none`,
        help: 'write #cloud-config on the first line, or the steps of a stage below stages:',
      })
    }
  },
})

interface Header {
  readonly word: string
  readonly line: number
  readonly span: Span
  /** Spelt as it should be, and nothing else on its line. */
  readonly isExact: boolean
}

const header = /^[ \t]*(#+[ \t]*cloud[-_ ]?config\b:?)([ \t]*\S.*)?[ \t]*$/i

/** The first comment that is a header, or was meant as one: not one that only speaks of cloud-configs. */
function headerOf(text: string): Header | undefined {
  if (!/cloud[-_ ]?config/i.test(text)) return undefined
  let start = 0
  for (const [index, line] of text.split('\n').entries()) {
    const match = header.exec(line.replace(/\r$/, ''))
    if (match !== null) {
      const [, word = '', behind = ''] = match
      const from = start + line.indexOf(word)
      const isExact = word === '#cloud-config' && behind === '' && line.startsWith('#')
      if (isExact || (index === 0 && (behind === '' || behind.trimStart().startsWith('#')))) {
        return { word, line: index + 1, isExact, span: { start: from, end: from + word.length } }
      }
    }
    start += line.length + 1
  }
  return undefined
}

/** The keys at the top that only a cloud-config has. */
function ownKeys({ root, text }: CheckedFile): readonly Span[] {
  if (root?.kind !== 'map') return []
  return root.content
    .filter(({ value }, i) => i % 2 === 0 && Object.hasOwn(cloudConfigShape.fields, value))
    .map(({ offset, value }) => {
      const start = offset + (/^["']/.test(text.slice(offset)) ? 1 : 0)
      return { start, end: start + value.length }
    })
}
