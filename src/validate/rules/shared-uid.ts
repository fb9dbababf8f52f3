import { integerText } from '../../core/accounts/ids.ts'
import { readPasswd } from '../../core/accounts/passwd.ts'
import { placeOf } from '../layers/place-of.ts'
import type { CheckedFile, ConfigPath } from '../rule.ts'
import { defineRule } from '../rule.ts'
import { tell } from '../values/fault.ts'
import { textIn } from '../values/image.ts'
import { membersOf, valuesOf } from '../values/step-values.ts'

export const sharedUid = defineRule({
  id: 'shared-uid',
  severity: 'warning',
  summary: 'Two users get the same uid, so each owns what belongs to the other.',
  details: `A \`uid\` is given out as it is written, also when another user has it already: in the layers, or with \`--root\`
in the image's /etc/passwd. For the kernel both are then one account. Give each a uid of its own.`,
  bad: `stages:
  initramfs:
    - name: Users
      users:
        ann:
          uid: "1500"
          lock_passwd: true
        bob:
          uid: "1500"
          ssh_authorized_keys:
            - ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIKq1n8VtqzH0k5m2c7y1r3w9x4b6e8d0f2g4h6j8k0l2 ann
`,
  good: `stages:
  initramfs:
    - name: Users
      users:
        ann:
          uid: "1500"
          lock_passwd: true
        bob:
          uid: "1501"
          ssh_authorized_keys:
            - ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIKq1n8VtqzH0k5m2c7y1r3w9x4b6e8d0f2g4h6j8k0l2 ann
`,
  checkLayers({ sources, image }, findings) {
    const taken = new Map<string, { readonly name: string; readonly where: string }>()
    const inImage = new Map<string, string>()
    for (const { name, uid } of readPasswd(textIn(image, '/etc/passwd') ?? '').entries) {
      const number = integerText(uid)
      if (number !== undefined && !inImage.has(number)) inImage.set(number, name)
    }
    const seen = ({ file, name, uid, path }: Given) => {
      const first = taken.get(uid)
      if (first === undefined) taken.set(uid, { name, where: placeOf(file, file.value(path)) })
      const owner = inImage.get(uid)
      const other =
        first !== undefined && first.name !== name
          ? `${first.name} (${first.where})`
          : owner !== undefined && owner !== name
            ? `${owner} of the image`
            : undefined
      if (other === undefined) return
      const message = `\`uid: ${uid}\` of ${name} is that of ${other}`
      tell(findings, file, path, { message, help: 'Give each user a uid of its own' })
    }
    for (const { files } of sources) for (const file of files) for (const given of uidsOf(file)) seen(given)
  },
})

interface Given {
  readonly file: CheckedFile
  readonly name: string
  /** A whole decimal number. */
  readonly uid: string
  readonly path: ConfigPath
}

function* uidsOf(file: CheckedFile): Generator<Given> {
  for (const { name, value, path } of membersOf(valuesOf(file, 'users'))) {
    const uid = integerText(value.uid ?? '')
    if (uid !== undefined) yield { file, name, uid, path: [...path, 'uid'] }
  }
}
