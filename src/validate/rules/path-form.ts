import type { ConfigPath } from '../rule.ts'
import { defineRule } from '../rule.ts'
import { type Fault, tell } from '../values/fault.ts'
import { type PathUse, pathFault } from '../values/path.ts'
import { entriesOf, membersOf, valuesOf } from '../values/step-values.ts'

export const pathForm = defineRule({
  id: 'path-form',
  severity: 'warning',
  summary: 'A path is empty, relative, or holds something that nobody replaces.',
  details: `Paths are taken as they are: they are no templates, and no shell replaces \`~\` or \`$HOME\` in them. A relative
path depends on the folder that the engine is started in, which differs between the stages of a boot. A file cannot be
written to an empty path or one that ends in a slash.

Write absolute paths, as they are on the machine at that stage.`,
  bad: `stages:
  boot:
    - name: Message of the day
      files:
        - path: etc/motd
          permissions: 0644
          content: Welcome
`,
  good: `stages:
  boot:
    - name: Message of the day
      files:
        - path: /etc/motd
          permissions: 0644
          content: Welcome
`,
  checkFile(file, findings) {
    const judge = (path: string | undefined, at: ConfigPath, use: PathUse) => {
      const fault = path === undefined ? undefined : pathFault(path, use)
      if (fault !== undefined) tell(findings, file, at, fault)
    }
    for (const { value, path } of entriesOf(valuesOf(file, 'files'))) {
      if (!value.path) tell(findings, file, path, noPath('file', 'error'))
      judge(value.path, [...path, 'path'], 'file')
    }
    for (const { value, path } of entriesOf(valuesOf(file, 'directories'))) {
      if (!value.path) tell(findings, file, path, noPath('folder', 'error'))
      judge(value.path, [...path, 'path'], 'folder')
    }
    for (const { value, path } of entriesOf(valuesOf(file, 'downloads'))) {
      if (!value.path) tell(findings, file, path, noPath('download', 'warning'))
      judge(value.path, [...path, 'path'], 'any')
    }
    for (const key of ['ensure_entities', 'delete_entities'] as const) {
      for (const { value, path } of entriesOf(valuesOf(file, key)))
        judge(value.path, [...path, 'path'], 'file')
    }
    for (const { value, path } of entriesOf(valuesOf(file, 'unpack_images'))) {
      judge(value.target, [...path, 'target'], 'folder')
    }
    for (const { value, path } of valuesOf(file, 'environment_file')) judge(value, path, 'file')
    for (const { value, path } of valuesOf(file, 'dns')) judge(value.path, [...path, 'path'], 'file')
    for (const { value, path } of valuesOf(file, 'git')) judge(value.path, [...path, 'path'], 'folder')
    for (const { value, path } of valuesOf(file, 'datasource')) judge(value.path, [...path, 'path'], 'any')
    for (const { value, path } of membersOf(valuesOf(file, 'users'))) {
      judge(value.homedir, [...path, 'homedir'], 'folder')
      judge(value.shell, [...path, 'shell'], 'file')
    }
    for (const { value, path } of membersOf(valuesOf(file, 'if_files'))) {
      for (const [index, each] of value.entries()) {
        judge(each, [...path, index], 'any')
        if (/[*?]/.test(each)) tell(findings, file, [...path, index], globFault(each))
      }
    }
  },
})

function noPath(what: string, severity: 'error' | 'warning'): Fault {
  return { message: `A ${what} has no \`path\``, help: 'Add path: and where it belongs', severity }
}

function globFault(path: string): Fault {
  const from = path.search(/[*?]/)
  const message = `\`${path}\` is looked for as it is: \`if_files\` knows no patterns`
  return { message, help: 'Name the file, or test the pattern in `if`', from, to: from + 1 }
}
