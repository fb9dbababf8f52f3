import t from 'tap'
import { bootAround, brokenFile, machineAround, putText } from './broken-layer.ts'

const files = (...lines: string[]) =>
  ['stages:', '  boot:', '    - name: broken', '      files: [{path: /etc/never}]', ...lines, ''].join('\n')
const bytes = (text: string) => Buffer.from(text, 'latin1')
const bomb = 'abcdefghijklmno'
  .split('')
  .map((name, i) => `${name}: &${name} [${Array(9).fill(i === 0 ? 'x' : `*${'abcdefghijklmno'[i - 1]}`)}]\n`)
  .join('')

/** What stands in the file, where the mistake is, and what is said of it. */
const mistakes: Readonly<Record<string, readonly [text: string | Uint8Array, at: string, message: RegExp]>> =
  {
    'a bracket that is never closed': [files('      commands: [a, b'), '5:17', /`\[` is never closed/],
    'a quote that is never closed': [
      files('      hostname: "edge'),
      '5:17',
      /opens a quote that is never closed/,
    ],
    'a tab as indentation': ['stages:\n\tboot: []\n', '2:1', /tab/],
    'an indentation that fits nothing': [files('   commands: [a]'), '5:4', /indentation fits nothing above/],
    'a key without its colon': [files('      commands'), '5:7', /lacks the colon of a key/],
    'what git leaves of a conflict': [
      'stages:\n<<<<<<< HEAD\n  boot: []\n',
      '2:1',
      /lacks the colon of a key/,
    ],
    'an error page in place of the file': ['<!DOCTYPE html>\n<html></html>\n', '1:1', /must be a map/],
    'a colon in a command': [
      files('      commands:', '        - echo a: b'),
      '6:11',
      /`commands` must hold texts, not a map/,
    ],
    'a list in place of the stages': ['stages:\n  - boot\n', '2:', /`stages` must be a map, not a list/],
    'a map in place of the steps': [
      'stages:\n  boot:\n    name: x\n',
      '3:5',
      /`boot` must be a list, not a map/,
    ],
    'a text in place of a list': [
      files('      commands: reboot'),
      '5:17',
      /must be a list, not the text `reboot`/,
    ],
    'letters in place of a mode': [
      files('      directories: [{path: /d, permissions: rwx}]'),
      '5:45',
      /octal number such as 0644/,
    ],
    'a wrong type of a megabyte': [
      files(`      commands: ${'x'.repeat(1e6)}`),
      '5:17',
      /must be a list, not the text `x+\.\.\.`/,
    ],
    'a list in place of the file': ['- a\n- b\n', '1:', /must be a map, not a list/],
    'the same key twice': [files('      name: again'), '5:7', /`name` is given twice .* 3:7/],
    'lists in lists without end': [`stages: ${'['.repeat(100_000)}\n`, '1:', /nested/],
    'maps in maps without end': [
      Array.from({ length: 20_000 }, () => '{a: ').join(''),
      '1:',
      /nested|never closed/,
    ],
    'dashes without end': [`${'- '.repeat(200_000)}\n`, '1:', /nested/],
    'an alias bomb': [`${bomb}stages:\n  boot:\n    - users: {x: *o}\n`, '', /./],
    'an alias of itself': ['stages: &a\n  boot: *a\n', '', /./],
    'an alias of nothing': [files('      commands: *nothing'), '5:17', /nothing/],
    'a NUL byte': [bytes(files('      hostname: a\0b')), '5:18', /NUL/],
    'a byte that is not UTF-8': [bytes(files('      hostname: a\xff')), '5:18', /0xff is not valid UTF-8/],
    'a byte order mark in the middle': ['stages: {}\ufeff\n', '1:11', /byte order mark .* in the middle/],
    'a program in place of the file': [
      bytes('\x7fELF\x02\x01\x01\0\0\0\xc8\xc9'),
      '1:1',
      /not allowed|NUL|UTF-8/,
    ],
  }

for (const [name, [text, at, message]] of Object.entries(mistakes)) {
  t.test(`${name} is told once, with its place, and the other files are applied`, async (t) => {
    const root = machineAround(t)
    putText(root, text)
    const place = new RegExp(`^error: ${brokenFile}:${at === '' ? String.raw`\d+:\d+` : at}`)
    const { all } = await bootAround(t, root, { complaints: [place] })
    t.match(all, ', 1 source left out (')
    t.match(
      all.split('\n').find((line) => line.startsWith('error')),
      message,
    )
  })
}

t.test('each mistake of a file is told, and each once', async (t) => {
  const root = machineAround(t)
  putText(root, files('      commands: 3', '      users: []', '      dns: x', '      hostname: {a: b}'))
  await bootAround(t, root, {
    complaints: [5, 6, 7, 8].map((line) => new RegExp(`^error: ${brokenFile}:${line}:\\d+: `)),
  })
})

t.test('a file with thousands of mistakes does not flood the console', async (t) => {
  const root = machineAround(t)
  putText(root, `stages:\n  boot:\n${'    - commands: x\n'.repeat(3000)}`)
  const shown = Array.from({ length: 20 }, (_, i) => new RegExp(`^error: ${brokenFile}:${i + 3}:17: `))
  await bootAround(t, root, {
    complaints: [...shown, `warning: ${brokenFile} has 2980 more findings [many-findings]`],
  })
})

t.test('unknown keys are warnings with a suggestion, and the file is applied', async (t) => {
  const root = machineAround(t)
  putText(
    root,
    'stage: {}\nstages:\n  boot:\n    - comands: [a]\n      files: [{path: /etc/made, permissions: 0644, permission: 0600}]\n',
  )
  const expected = {
    complaints: [
      /^warning: .*50.yaml:1:1: `stage` is not known/,
      /^warning: .*50.yaml:4:7: `comands` is not known/,
      /^warning: .*50.yaml:5:52: `permission` is not known/,
    ],
    changes: ['/etc/made'],
  }
  const { all } = await bootAround(t, root, { ...expected, exitCode: 0 })
  for (const meant of ['stages', 'commands', 'permissions']) t.match(all, `Did you mean \`${meant}\`?`)
  const strict = machineAround(t)
  putText(strict, 'comands: []\n')
  await bootAround(t, strict, { complaints: [/`comands`/] }, ['--strict'])
})

t.test('files with nothing in them are fine', async (t) => {
  for (const text of ['', '\n', '# nothing\n', '---\n', '\ufeff', 'stages:\n', '#cloud-config\n']) {
    const root = machineAround(t)
    putText(root, text)
    await bootAround(t, root, { complaints: [], exitCode: 0 })
  }
})

t.test('names that JavaScript gives every object are names like others', async (t) => {
  const root = machineAround(t)
  putText(
    root,
    'stages:\n  __proto__: [{name: a}]\n  constructor: [{commands: ["false"]}]\n  boot: [{constructor: 1}]\n',
  )
  await bootAround(t, root, { complaints: [/^warning: .*:4:11: `constructor` is not known/], exitCode: 0 })
})
