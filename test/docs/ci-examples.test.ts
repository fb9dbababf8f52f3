import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import t, { type Test } from 'tap'
import { allCommands } from '../../src/commands/index.ts'
import { readAsEditors } from '../schema/read-as-editors.ts'

const top = fileURLToPath(new URL('../..', import.meta.url))
const read = (path: string) => readFileSync(join(top, path), 'utf8')
const commands = await allCommands()

/** Every call of the program in a shell text, as words up to a pipe, redirection or comment. */
function callsIn(shell: string): readonly (readonly string[])[] {
  return [...shell.matchAll(/(?<![\w-])cos-config ((?:'[^']*'|[^\n>|&;#`'])+)/g)].map((match) =>
    (match[1] as string).trim().split(/\s+/),
  )
}

/** Holds calls against the table of commands: the command exists, its options do, and so do their values. */
function checkCalls(t: Test, calls: readonly (readonly string[])[], where: string) {
  for (const [name, ...words] of calls) {
    const command = commands.find((each) => each.name === name)
    t.ok(command, `${where}: there is a command ${name}`)
    for (const [i, word] of words.entries()) {
      const [, long, value = words[i + 1]] = /^--([a-z-]+)(?:=(.*))?$/.exec(word) ?? []
      if (long === undefined) continue
      const option = command?.options.find((each) => each.long === long)
      t.ok(option, `${where}: ${name} has --${long}`)
      if (option?.choices) t.ok(option.choices.includes(value ?? ''), `${where}: --${long} takes ${value}`)
    }
  }
}

t.test('the workflow for GitHub is one, and calls what there is', async (t) => {
  const workflow = readAsEditors(read('examples/ci/github-actions.yaml')) as {
    on: object
    jobs: Record<string, { 'runs-on': string; steps: { uses?: string; run?: string }[] }>
  }
  t.ok(workflow.on, 'it says when it runs')
  const steps = Object.values(workflow.jobs).flatMap((job) => {
    t.type(job['runs-on'], 'string')
    return job.steps
  })
  for (const { uses, run } of steps)
    t.ok((uses === undefined) !== (run === undefined), 'a step does one thing')
  const calls = steps.flatMap(({ run = '' }) => callsIn(run))
  t.ok(calls.some(([name]) => name === 'validate'))
  checkCalls(t, calls, 'workflow')
})

t.test('the Dockerfile calls what there is', async (t) => {
  const runs = [...read('examples/ci/Dockerfile').matchAll(/^RUN (.*)$/gm)].map((match) => match[1] as string)
  const calls = runs.flatMap(callsIn).filter(([name]) => !name?.startsWith('/'))
  t.same(
    calls.map(([name]) => name),
    ['validate'],
  )
  checkCalls(t, calls, 'Dockerfile')
})

t.test('so do the pages', async (t) => {
  for (const path of ['README.md', 'docs/validate.md', 'docs/image.md']) {
    const blocks = [...read(path).matchAll(/^```(?:sh|dockerfile|yaml|console)\n(.*?)^```/gms)]
    const calls = blocks
      .flatMap((block) => callsIn(block[1] as string))
      .filter(([name]) => /^[a-z][a-z-]*$/.test(name ?? '') && name !== 'run')
    checkCalls(t, calls, path)
  }
})

t.test('what the pages show of the examples stands in them', async (t) => {
  const page = read('docs/validate.md')
  for (const [language, file] of [
    ['dockerfile', 'examples/ci/Dockerfile'],
    ['yaml', 'examples/ci/github-actions.yaml'],
  ]) {
    const [, shown = ''] = new RegExp(`examples/ci/.*?\`\`\`${language}\\n(.*?)\`\`\``, 's').exec(page) ?? []
    t.ok(shown, `${file} is shown`)
    const lines = read(file as string)
      .split('\n')
      .map((line) => line.trim())
    for (const line of shown.trim().split('\n')) t.ok(lines.includes(line.trim()), `${file}: ${line}`)
  }
})
