import { mkdirSync, writeFileSync } from 'node:fs'
import t, { type Test } from 'tap'
import { temporaryFolder } from '../../system/temporary-folder.ts'
import { validated } from '../in-process.ts'

const owned = `    - name: Owned
      files:
        - {path: /etc/a, permissions: 0640, ownerstring: app, content: a}
`

/** How many unknown accounts are told of in a file that names the user app, beside other steps. */
async function told(t: Test, steps: string, words: readonly string[] = ['--root', 'image']): Promise<number> {
  const folder = temporaryFolder(t)
  mkdirSync(`${folder}/image/etc`, { recursive: true })
  writeFileSync(`${folder}/image/etc/passwd`, 'root:x:0:0::/root:/bin/sh\n')
  writeFileSync(`${folder}/image/etc/group`, 'root:x:0:\n')
  writeFileSync(`${folder}/a.yaml`, `stages:\n  network:\n${steps}${owned}`)
  const { diagnostics } = await validated([...words, 'a.yaml'], folder)
  return diagnostics.filter(({ rule }) => rule === 'unknown-account').length
}

t.test('a user that nobody makes is told of, but only against an image', async (t) => {
  t.equal(await told(t, ''), 1)
  t.equal(await told(t, '', []), 0)
})

t.test('what a step makes, or may make, is known', async (t) => {
  const steps: Readonly<Record<string, string>> = {
    users: '    - users: {app: {lock_passwd: true}}\n',
    entity: '    - ensure_entities: [{entity: "{kind: user, username: app, uid: 900}"}]\n',
    'entity of a template': '    - ensure_entities: [{entity: "kind: {{ .Values.kind }}"}]\n',
    useradd: '    - commands: [useradd --system app]\n',
    'package manager in a command': '    - commands: [apt-get install -y app]\n',
    packages: '    - packages: {install: [app]}\n',
    'sysusers file': '    - files: [{path: /etc/sysusers.d/app.conf, permissions: 0644, content: u app -}]\n',
  }
  for (const [name, text] of Object.entries(steps)) t.equal(await told(t, text), 0, name)
  t.equal(await told(t, '    - users: {other: {lock_passwd: true}}\n'), 1, 'another user')
  t.equal(await told(t, '    - commands: [systemctl restart app]\n'), 1, 'another command')
})
