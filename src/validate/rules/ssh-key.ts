import { keySource } from '../../steps/authorized-keys/key-source.ts'
import type { ConfigPath } from '../rule.ts'
import { defineRule } from '../rule.ts'
import { urlFault } from '../values/address.ts'
import { type Fault, tell } from '../values/fault.ts'
import { keyServerFault } from '../values/key-server.ts'
import { privateKeyFault, publicKeyFault } from '../values/ssh-key/public-key.ts'
import { entriesOf, membersOf, type Placed, valuesOf } from '../values/step-values.ts'

export const sshKey = defineRule({
  id: 'ssh-key',
  severity: 'warning',
  summary: 'A public SSH key cannot be read or fetched, so nobody can log in with it.',
  details: `Entries of \`authorized_keys\` and \`ssh_authorized_keys\` are public keys, or where to fetch them from:
\`github:NAME\`, \`gitlab:NAME\` or an http(s) address. A key that is cut off, of a kind that sshd does not know, too
short, or with misspelt options before it is written to the file all the same, and sshd passes over it in silence. The
data of the key is checked as sshd reads it: kind, curve, lengths.

A private key in such a place is an error: it must be replaced by a new pair.`,
  bad: `stages:
  boot:
    - name: Keys of the fleet
      authorized_keys:
        root:
          - ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIKq1n8VtqzH0k5m2c7y1r3w9x4b6e8d0f2g4 fleet@example
`,
  good: `stages:
  boot:
    - name: Keys of the fleet
      authorized_keys:
        root:
          - ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIKq1n8VtqzH0k5m2c7y1r3w9x4b6e8d0f2g4h6j8k0l2 fleet@example
`,
  checkFile(file, findings) {
    const judge = ({ value, path }: { readonly value: string; readonly path: ConfigPath }) => {
      const fault = entryFault(value)
      if (fault !== undefined) tell(findings, file, path, fault)
    }
    for (const keys of membersOf(valuesOf(file, 'authorized_keys'))) {
      for (const entry of entriesOf([keys])) judge(entry)
    }
    for (const { value, path, step } of membersOf(valuesOf(file, 'users'))) {
      const keys: Placed<readonly string[]> = {
        value: value.ssh_authorized_keys ?? [],
        path: [...path, 'ssh_authorized_keys'],
        step,
      }
      for (const entry of entriesOf([keys])) judge(entry)
    }
  },
})

function entryFault(entry: string): Fault | undefined {
  const secret = privateKeyFault(entry)
  if (secret !== undefined) return secret
  // A template that is none here: literal-template tells.
  if (entry.includes('{{')) return undefined
  const source = keySource(entry)
  if (source.kind === 'literal') return publicKeyFault(entry)
  if (/^https?:/i.test(entry)) return urlFault(entry)
  return keyServerFault(entry, source.kind === 'address' ? undefined : source.scheme)
}
