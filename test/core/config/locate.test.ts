import t from 'tap'
import { locate } from '../../../src/core/config/load.ts'
import type { DataPath } from '../../../src/core/machine.ts'
import { yipStepShape } from './yip-step-shape.ts'

const options = { source: 'f', step: yipStepShape }

/** The line and column of a path, and what stands there. */
function found(text: string, path: DataPath, dotNotation = false): string {
  const { line, column } = locate(text, { ...options, dotNotation }, path)
  if (line === undefined || column === undefined) return 'nowhere'
  const rest = (text.split('\n')[line - 1] ?? '').slice(column - 1)
  return `${line}:${column} ${/^\S+/.exec(rest)?.[0]}`
}

t.test('values are found by their path, or else what is around them', async (t) => {
  const text = [
    'shared: &s',
    '  files:',
    '  - path: /shared',
    'name: top',
    'stages:',
    '  boot:',
    '  - ~',
    '  - name: one',
    '    files:',
    '    - path: /a',
    '    -',
    '    - path: /b',
    '      permissions: 0',
    '    dns: {}',
    '  - <<: *s',
    '    name: two',
  ].join('\n')
  const rows: readonly [path: DataPath, place: string][] = [
    [['name'], '4:7 top'],
    [['stages'], '5:1 stages:'],
    [['stages', 'boot'], '6:3 boot:'],
    [['stages', 'boot', 0], '8:5 name:'],
    [['stages', 'boot', 0, 'name'], '8:11 one'],
    [['stages', 'boot', 0, 'files', 0, 'path'], '10:13 /a'],
    [['stages', 'boot', 0, 'files', 1, 'permissions'], '13:20 0'],
    [['stages', 'boot', 0, 'files', 1, 'owner'], '12:7 path:'],
    [['stages', 'boot', 0, 'dns'], '14:5 dns:'],
    [['stages', 'boot', 1, 'files', 0, 'path'], '3:11 /shared'],
    [['stages', 'boot', 1, 'name'], '16:11 two'],
    [['stages', 'boot', 9, 'name'], '6:3 boot:'],
    [['nothing'], 'nowhere'],
  ]
  for (const [path, place] of rows) t.equal(found(text, path), place, path.join('.'))
})

t.test('values of a cloud-config are found where they were written', async (t) => {
  const text = [
    '#cloud-config',
    'hostname: h',
    'users:',
    '- name: a',
    '  groups: [x, y]',
    '  ssh_authorized_keys:',
    '  - own',
    '  - github:z',
    'ssh_authorized_keys: [common]',
    'runcmd:',
    '- first',
    '- second',
    'write_files:',
    '- path: /p',
    '  owner: root',
    '  permissions: 0644',
    'growpart: {devices: [/, /dev/x]}',
    'stages:',
    '  boot:',
    '  - commands: [mine]',
  ].join('\n')
  const rows: readonly [path: DataPath, place: string][] = [
    [['stages', 'boot', 0, 'commands', 1], '12:3 second'],
    [['stages', 'boot', 0, 'files', 0, 'ownerstring'], '15:10 root'],
    [['stages', 'boot', 0, 'files', 0, 'permissions'], '16:16 0644'],
    [['stages', 'boot', 0, 'users', 'a', 'groups', 1], '5:15 y]'],
    [['stages', 'boot', 0, 'authorized_keys', 'a', 0], '7:5 own'],
    [['stages', 'boot', 0, 'authorized_keys', 'a', 1], '9:23 common]'],
    [['stages', 'network', 0, 'authorized_keys', 'a', 0], '8:5 github:z'],
    [['stages', 'initramfs', 0, 'hostname'], '2:11 h'],
    [['stages', 'boot', 2, 'layout', 'device', 'path'], '17:25 /dev/x]}'],
    [['stages', 'boot', 3, 'commands', 0], '20:16 mine]'],
  ]
  for (const [path, place] of rows) t.equal(found(text, path), place, path.join('.'))
})

t.test('values of a command line are found at their word', async (t) => {
  const text = 'quiet stages.boot[0].name=a root=x stages.boot[2].name=b stages.boot[2].if=c'
  const rows: readonly [path: DataPath, place: string][] = [
    [['stages', 'boot', 0, 'name'], '1:7 stages.boot[0].name=a'],
    [['stages', 'boot', 1, 'name'], '1:36 stages.boot[2].name=b'],
    [['stages', 'boot', 1, 'if'], '1:58 stages.boot[2].if=c'],
  ]
  for (const [path, place] of rows) t.equal(found(text, path, true), place, path.join('.'))
})
