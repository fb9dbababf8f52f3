import { type CheckedFile, defineRule, type Words } from '../rule.ts'

export const emptyFile = defineRule({
  id: 'empty-file',
  severity: 'warning',
  summary: 'A file holds no configuration at all.',
  details: `An empty file, one with only comments, and one without \`stages\` do nothing. Is it the right file? Were its lines
commented out for a test? A script (\`#!/bin/sh\`) and other kinds of user data than \`#cloud-config\` are not run. A
file that shall take the place of another one and do nothing may say so:
\`# cos-config-ignore empty-file hides that of the image\`.`,
  bad: `# stages:
#   boot:
#     - name: Message of the day
#       hostname: node
`,
  good: `stages:
  boot:
    - name: Message of the day
      hostname: node
`,
  checkFile(file, findings) {
    const words = wordsFor(file)
    if (words !== undefined) findings.at(file, placeIn(file), words)
  },
})

function wordsFor({ text, root, loaded, findings }: CheckedFile): Words | undefined {
  if (loaded.config === undefined || loaded.cloudConfig) return undefined
  if (root === undefined || (root.kind === 'scalar' && root.value === '')) {
    if (text.startsWith('#!')) {
      return {
        severity: 'error',
        message: '`#!` begins a script, and scripts are not run',
        help: 'put its commands under `commands` of a step, or write it to a file and run that',
      }
    }
    const what = text.trim() === '' ? 'the file is empty' : 'the file holds nothing but comments'
    return { message: what, help: 'write stages: with the steps of a stage, or remove the file' }
  }
  if (Object.keys(loaded.config.stages).length > 0 || findings.some(({ rule }) => rule === 'unknown-key')) {
    return undefined
  }
  const has = root.content.some(({ value }, i) => i % 2 === 0 && value === 'stages')
  return has
    ? { message: '`stages` has none, so the file does nothing', help: 'write the stages below it, indented' }
    : {
        message: 'the file has no `stages`, so it does nothing',
        help: 'write stages: with the steps of a stage',
      }
}

function placeIn({ text, root }: CheckedFile) {
  const stages = root?.content.find(({ value }, i) => i % 2 === 0 && value === 'stages') ?? root?.content[0]
  // A key that is left out stands nowhere.
  const start = Math.max(stages?.offset ?? 0, 0)
  const [word = ''] = /^[^\s:]*/.exec(text.slice(start)) ?? []
  return { start, end: start + word.length }
}
