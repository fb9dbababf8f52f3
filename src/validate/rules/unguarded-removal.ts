import type { SimpleCommand } from '../../core/shell/commands.ts'
import { defineRule } from '../rule.ts'
import { shellTexts } from '../shell/shell-texts.ts'
import { isAssignment, spokenWords } from '../shell/words.ts'

/** A variable, quoted or not, and behind it nothing but the root of something. */
const wholeFolder = /^"?\$(?:(\w+)|\{(\w+)\})"?\/"?(?:\*|\.\*)?"?$/

export const unguardedRemoval = defineRule({
  id: 'unguarded-removal',
  severity: 'warning',
  summary: '`rm -r` empties the whole system when a variable in its path is empty.',
  details: `\`rm -rf "$DIR"/*\` is \`rm -rf /*\` where DIR is not set, and at boot few variables are. Commands are run as
root, and persistent partitions are mounted.

Write \`"\${DIR:?}"/*\`, with which the shell stops when DIR is empty.`,
  bad: `stages:
  boot:
    - name: Clean the cache
      commands:
        - rm -rf "$CACHE_DIR"/*
`,
  good: `stages:
  boot:
    - name: Clean the cache
      commands:
        - rm -rf "\${CACHE_DIR:?}"/*
`,
  checkFile(file, findings) {
    for (const { path, commands } of shellTexts(file)) {
      for (const [i, command] of commands.entries()) {
        const [name, ...args] = spokenWords(command)
        if (name === undefined || !/^(?:\/\S*\/)?rm$/.test(name.text)) continue
        if (!args.some(({ text }) => /^-\w*[rR]|^--recursive$/.test(text))) continue
        for (const { text, from, to } of args) {
          const found = wholeFolder.exec(text)
          const variable = found?.[1] ?? found?.[2]
          if (variable === undefined || isSetBefore(variable, commands.slice(0, i))) continue
          findings.at(file, file.within(path, from, to), {
            message: `\`${text}\` is the root of the system where \`${variable}\` is empty`,
            help: `Write \`"\${${variable}:?}"\` for the variable, with which the shell stops then`,
          })
        }
      }
    }
  },
})

/** Given a value above, by a loop, or `set -u` minds. */
function isSetBefore(variable: string, before: readonly SimpleCommand[]): boolean {
  return before.some((command) => {
    const [name, ...args] = command.words
    if (name === undefined) return false
    const sets = command.words.some((word) => isAssignment(word) && word.text.startsWith(`${variable}=`))
    const loops = name.text === 'for' && args[0]?.text === variable
    const reads = name.text === 'read' && args.some(({ text }) => text === variable)
    const minds = name.text === 'set' && args.some(({ text }) => /^-\w*u|^nounset$/.test(text))
    return sets || loops || reads || minds || /^\.$|^source$/.test(name.text)
  })
}
