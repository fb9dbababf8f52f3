import { suggest } from '../../core/config/suggest.ts'
import { decodeContent } from '../../steps/files/encodings.ts'
import { defineRule } from '../rule.ts'
import { entriesOf, valuesOf } from '../values/step-values.ts'

const names = ['b64', 'base64', 'gz', 'gzip', 'gz+base64', 'gzip+base64', 'gz+b64', 'gzip+b64']

export const contentEncoding = defineRule({
  id: 'content-encoding',
  severity: 'error',
  summary: 'The content of a file does not decode, or its encoding is not known.',
  details: `\`encoding\` says how \`content\` is packed: \`b64\` or \`base64\`, \`gz\` or \`gzip\`, or both as \`gz+base64\`. Base64
is the standard alphabet with padding; line ends in it are passed over, blanks are not. Content that does not decode is
not written, which is an error. A name that is not known counts as none, so that the content is written as it stands,
still packed: a warning.

\`base64 -w0 FILE\` and \`gzip -c FILE | base64 -w0\` make such contents.`,
  bad: `stages:
  boot:
    - name: Logo
      files:
        - path: /etc/logo.txt
          permissions: 0644
          encoding: b64
          content: ICBfX18KIC8gXyBcCiBcX19fLwo
`,
  good: `stages:
  boot:
    - name: Logo
      files:
        - path: /etc/logo.txt
          permissions: 0644
          encoding: b64
          content: ICBfX18KIC8gXyBcCiBcX19fLwo=
`,
  async checkFile(file, findings) {
    for (const { value, path } of entriesOf(valuesOf(file, 'files'))) {
      const { encoding = '', content = '' } = value
      if (encoding === '') continue
      if (!names.includes(encoding)) {
        const near = suggest(encoding, names)
        findings.at(file, file.value([...path, 'encoding']), {
          message: `\`encoding: ${encoding.trim()}\` is not known, so the content is written as it stands`,
          help: near === undefined ? 'Write base64, gzip or gzip+base64, or leave it out' : `Write ${near}`,
          severity: 'warning',
        })
        continue
      }
      const decoding = await decodeContent(content, encoding)
      if (!('broken' in decoding)) continue
      const at = [...path, 'content']
      const odd = encoding.includes('64') ? content.search(/[^A-Za-z0-9+/=\r\n]/) : -1
      const span =
        content === ''
          ? file.value([...path, 'encoding'])
          : odd < 0
            ? file.value(at)
            : file.within(at, odd, odd + 1)
      findings.at(file, span, {
        message: `\`content\` of ${value.path || 'a file'} does not decode as ${encoding}, so the file is not written`,
        help: helpFor(content, encoding, odd),
      })
    }
  },
})

function helpFor(content: string, encoding: string, odd: number): string {
  if (content === '') return 'Write the content, or remove the encoding'
  if (!encoding.includes('64')) return 'Binary content needs base64 around it: encoding: gzip+base64'
  if (odd >= 0 && /[-_]/.test(content[odd] ?? ''))
    return 'Use the standard alphabet, with + and / for - and _'
  if (odd >= 0 && /[ \t]/.test(content[odd] ?? '')) return 'Take out the blanks: use `|`, or one line'
  if (odd >= 0) return 'Pack it again, or remove the encoding if it is not packed'
  const length = content.replace(/[\r\n=]/g, '').length
  if (length % 4 !== 1 && content.replace(/[\r\n]/g, '').length % 4 !== 0) {
    return `Pad it with \`${'='.repeat((4 - (length % 4)) % 4)}\` at the end, or pack it again`
  }
  return encoding === 'b64' || encoding === 'base64'
    ? 'Pack it again: base64 -w0 FILE'
    : 'Pack it again: gzip -c FILE | base64 -w0'
}
