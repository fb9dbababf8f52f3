import t from 'tap'
import { checkedFile } from '../../src/validate/checked-file.ts'
import type { ConfigPath, Span } from '../../src/validate/rule.ts'

const text = `# configuration
base: &base
  permissions: 644
stages:
  "boot":
    - name: 'it''s'
      files: [{path: /etc/x, permissions: 0644, content: "a\\tb\\u00e9 {{ c"}, {}]
      commands:
        - |
          first {{ x
            second
        - >-
          one
          two

          three
        - a plain
          folded one
        - &a aliased
        - *a
      directories:
        - <<: *base
          path: /a
  # empty values have the place of their key
  network:
    - hostname:
      dns: {nameservers: [9.9.9.9]} # a comment
`
const boot = ['stages', 'boot', 0]

const written = (whole: string, { start, end }: Span) => whole.slice(start, end)

t.test('values and keys are found to the character', async (t) => {
  const file = checkedFile('x.yaml', text)
  const places: readonly (readonly [path: ConfigPath, value: string, key: string])[] = [
    [[...boot, 'name'], "'it''s'", 'name'],
    [[...boot, 'files'], '[{path: /etc/x, permissions: 0644, content: "a\\tb\\u00e9 {{ c"}, {}]', 'files'],
    [[...boot, 'files', 0], '{path: /etc/x, permissions: 0644, content: "a\\tb\\u00e9 {{ c"}', '{'],
    [[...boot, 'files', 0, 'path'], '/etc/x', 'path'],
    [[...boot, 'files', 1], '{}', '{'],
    [[...boot, 'commands', 4], '*a', '*a'],
    [[...boot, 'directories', 0, 'permissions'], '644', 'permissions'],
    [[...boot, 'directories', 0, 'path'], '/a', 'path'],
    [['stages', 'network', 0, 'hostname'], 'hostname', 'hostname'],
    [['stages', 'network', 0, 'dns'], '{nameservers: [9.9.9.9]}', 'dns'],
    [['stages', 'network', 0, 'dns', 'nameservers', 0], '9.9.9.9', '9.9.9.9'],
    [['stages', 'network', 0, 'dns', 'search', 3, 'x'], '{nameservers: [9.9.9.9]}', 'dns'],
  ]
  for (const [path, value, key] of places) {
    t.equal(written(text, file.value(path)), value, `value of ${path.join('.')}`)
    t.equal(written(text, file.key(path)), key, `key of ${path.join('.')}`)
  }
  t.equal(written(text, file.key(['stages', 'boot'])), '"boot"')
  t.equal(text.indexOf('644'), file.value([...boot, 'directories', 0, 'permissions']).start)
})

t.test('parts of texts are found through indentation, folding, quotes and escapes', async (t) => {
  const file = checkedFile('x.yaml', text)
  const parts: readonly (readonly [path: ConfigPath, from: number, to: number, expected: string])[] = [
    [[...boot, 'commands', 0], 6, 10, '{{ x'],
    [[...boot, 'commands', 0], 13, 19, 'second'],
    [[...boot, 'commands', 1], 0, 3, 'one'],
    [[...boot, 'commands', 1], 4, 7, 'two'],
    [[...boot, 'commands', 1], 8, 13, 'three'],
    [[...boot, 'commands', 2], 8, 14, 'folded'],
    [[...boot, 'commands', 4], 2, 3, '*a'],
    [[...boot, 'name'], 2, 3, "''"],
    [[...boot, 'name'], 3, 4, 's'],
    [[...boot, 'files', 0, 'content'], 1, 2, '\\t'],
    [[...boot, 'files', 0, 'content'], 3, 4, '\\u00e9'],
    [[...boot, 'files', 0, 'content'], 5, 9, '{{ c'],
  ]
  for (const [path, from, to, expected] of parts) {
    t.equal(written(text, file.within(path, from, to)), expected, `${path.join('.')} from ${from} to ${to}`)
  }
})

t.test('a file that was let go is read again when a place in it is asked for', async (t) => {
  const file = checkedFile('x.yaml', Buffer.from(text))
  const { loaded } = file
  file.release()
  t.equal(file.loaded, loaded)
  t.equal(written(file.text, file.value([...boot, 'files', 0, 'path'])), '/etc/x')
})

t.test('in a cloud-config, places are those of the keys that the step was made of', async (t) => {
  const cloud = `#cloud-config
hostname: node
users:
  - name: admin
    passwd: "$6$x"
    ssh_authorized_keys: [ "ssh-rsa x" ]
write_files:
- path: /etc/a
  permissions: "0644"
  owner: a:b
  content: |
    text {{ x }}
runcmd:
- echo hi
stages:
  boot:
    - hostname: {}
`
  const file = checkedFile('user-data', cloud.replace('{}', 'other'))
  const { text } = file
  const places: readonly (readonly [path: ConfigPath, value: string, key: string])[] = [
    [[...boot, 'users', 'admin', 'passwd'], '"$6$x"', 'passwd'],
    [[...boot, 'authorized_keys', 'admin', 0], '"ssh-rsa x"', '"ssh-rsa x"'],
    [[...boot, 'files', 0, 'ownerstring'], 'a:b', 'owner'],
    [[...boot, 'files', 0, 'permissions'], '"0644"', 'permissions'],
    [[...boot, 'commands', 0], 'echo hi', 'echo hi'],
    [['stages', 'boot', 1, 'hostname'], 'other', 'hostname'],
    [['stages', 'initramfs', 0, 'hostname'], 'node', 'hostname'],
  ]
  for (const [path, value, key] of places) {
    t.equal(written(text, file.value(path)), value, `value of ${path.join('.')}`)
    t.equal(written(text, file.key(path)), key, `key of ${path.join('.')}`)
  }
  t.equal(written(text, file.key([...boot, 'users', 'admin'])), 'admin')
  t.equal(written(text, file.within([...boot, 'files', 0, 'content'], 5, 8)), '{{ ')
})

t.test('what a rejected file says is still found', async (t) => {
  const file = checkedFile('x.yaml', 'stages:\n  boot:\n  - files: x\n')
  t.equal(file.loaded.config, undefined)
  t.equal(file.findings.length, 1)
  t.same(file.value(['stages', 'boot']), { start: 0, end: 6 })
})
