import { defineRule } from '../rule.ts'
import { stepsOf } from '../steps-of.ts'

export const readableSecret = defineRule({
  id: 'readable-secret',
  severity: 'warning',
  summary: 'A file with a private key or a password can be read by everybody.',
  details: `A mode that ends in 4, 5, 6 or 7 lets every program on the machine read the file. A private key, or a password, token
or key of a service, is no secret any more then.

Write \`permissions: 0600\`, or 0640 with an \`ownerstring\` whose group is that of the service.`,
  bad: `stages:
  network:
    - name: Wireless network
      files:
        - path: /etc/wpa_supplicant/wpa_supplicant.conf
          permissions: 0644
          content: |
            network={
              ssid="site"
              psk="correct horse battery staple"
            }
`,
  good: `stages:
  network:
    - name: Wireless network
      files:
        - path: /etc/wpa_supplicant/wpa_supplicant.conf
          permissions: 0600
          content: |
            network={
              ssid="site"
              psk="correct horse battery staple"
            }
`,
  checkFile(file, findings) {
    for (const { step, path } of stepsOf(file)) {
      for (const [i, { path: target = '', content = '', permissions = 0, encoding = '' }] of (
        step.files ?? []
      ).entries()) {
        if ((permissions & 0o004) === 0 || content === '' || encoding !== '') continue
        const secret = secretIn(content)
        if (secret === undefined) continue
        const at = [...path, 'files', i, 'content']
        findings.at(file, file.within(at, secret.from, secret.to), {
          message: `${secret.what} stands in ${target}, which everybody can read (${octal(permissions)})`,
          help: 'Write permissions: 0600, or 0640 and the group of the service in ownerstring',
        })
      }
    }
  },
})

interface Secret {
  readonly what: string
  readonly from: number
  readonly to: number
}

const privateKey = /-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----/
/** Keys of configuration files whose values are secrets, and the rest of the line. */
const setting =
  /^[ \t]*(?:export[ \t]+|-[ \t]+)?["']?((?:[\w.-]*[_.-])?(?:password|passwd|passphrase|psk|secret|token|api[_-]?key|secret[_-]?key|private_?key))["']?[ \t]*(?:=|:[ \t])(.*)$/gim
/** Words that stand in for a value, and what points elsewhere. */
const noSecret =
  /^(?:yes|no|true|false|on|off|none|null|required|optional|prompt|\*+|[x.]+|<.*>|\$.*|%.*|\{.*|\[.*|\|[-+]?|>[-+]?|&.*|!.*|@.*|\/.*|file:.*|env:.*|\d{1,3}|files\b.*|sha\d+.*|md5|plain|basic)$/i

/** The first secret in the text of a file. The place is that of its name, never of the secret itself. */
function secretIn(content: string): Secret | undefined {
  const key = privateKey.exec(content)
  if (key !== null) return { what: 'A private key', from: key.index, to: key.index + key[0].length }
  for (const match of content.matchAll(setting)) {
    const [line, name = '', rest = ''] = match
    const value = unquoted(rest.trim().replace(/[,;]$/, ''))
    if (value === '' || /^[#$!]/.test(value) || value.includes('{{') || noSecret.test(value)) continue
    const from = match.index + line.indexOf(name)
    return { what: `\`${name}\``, from, to: from + name.length }
  }
  return undefined
}

function unquoted(value: string): string {
  return /^(["']).*\1$/.test(value) ? value.slice(1, -1) : value
}

function octal(mode: number): string {
  return `0${mode.toString(8)}`
}
