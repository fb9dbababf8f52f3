import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import t from 'tap'
import { temporaryFolder } from '../system/temporary-folder.ts'
import { write } from './machine.ts'
import { run } from './program.ts'

function isInstalled(shell: string): boolean {
  try {
    execFileSync('sh', ['-c', `command -v ${shell}`], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

/** Asks the completion of bash for its answers to the words that are given. */
const askBash = `
set -u
source ./completion.bash
COMP_WORDS=("$@")
COMP_CWORD=$(($# - 1))
complete -p cos-config >/dev/null
_cos_config cos-config "\${COMP_WORDS[COMP_CWORD]}" "\${COMP_WORDS[COMP_CWORD-1]}"
printf '%s\\n' "\${COMPREPLY[@]+"\${COMPREPLY[@]}"}"
`

t.test(
  'bash completes commands, options, their values, and files',
  { skip: !isInstalled('bash') && 'bash is not installed' },
  async (t) => {
    const folder = temporaryFolder(t)
    write(folder, { 'user data.yaml': '', 'layer/a.yaml': '', other: '' })
    const { exitCode, out } = await run(['completion', 'bash'])
    t.equal(exitCode, 0)
    writeFileSync(`${folder}/completion.bash`, out)
    const ask = (...words: string[]) => {
      const found = execFileSync('bash', ['--norc', '-c', askBash, 'bash', ...words], {
        cwd: folder,
        encoding: 'utf8',
      })
      return found
        .split('\n')
        .filter((word) => word !== '')
        .sort()
    }
    t.same(ask('cos-config', ''), [
      '--help',
      '--version',
      'completion',
      'facts',
      'help',
      'install-hooks',
      'mount',
      'render',
      'run-stage',
      'schema',
      'show',
      'status',
      'validate',
      'why',
      'yip',
    ])
    t.same(ask('cos-config', 'r'), ['render', 'run-stage'])
    t.same(ask('cos-config', 'run-stage', '--dr'), ['--dry-run'])
    t.same(ask('cos-config', 'run-stage', 'b'), ['boot'])
    t.ok(ask('cos-config', 'run-stage', '--').includes('--config-dir'))
    t.same(ask('cos-config', 'run-stage', '--log-level', ''), ['debug', 'error', 'info', 'trace', 'warning'])
    t.same(ask('cos-config', 'run-stage', '--root', ''), ['layer'])
    t.same(ask('cos-config', 'run-stage', '--config-dir', 'l'), ['layer'])
    t.same(ask('cos-config', 'run-stage', '--cmdline', 'o'), ['other'])
    t.same(ask('cos-config', 'run-stage', '--timeout', ''), [])
    t.same(ask('cos-config', 'show', 'u'), ['user data.yaml'], 'a blank does not part a name')
    t.same(ask('cos-config', 'show', '--format', 'y'), ['yaml'])
    t.same(ask('cos-config', 'completion', ''), ['bash', 'fish', 'zsh'])
    t.same(ask('cos-config', 'facts', '--r'), ['--root'])
    t.same(ask('cos-config', 'nothing', ''), [])
  },
)

t.test(
  'zsh takes the script and completes',
  { skip: !isInstalled('zsh') && 'zsh is not installed' },
  async (t) => {
    const folder = temporaryFolder(t)
    writeFileSync(`${folder}/_cos-config`, (await run(['completion', 'zsh'])).out)
    const zsh = (script: string) =>
      execFileSync('zsh', ['-f', '-c', script], { encoding: 'utf8', env: { ...process.env, HOME: folder } })
    const load = `fpath=(${folder} $fpath); autoload -Uz compinit; compinit -u -d ${folder}/dump; `
    t.equal(zsh(`${load} print $_comps[cos-config]`), '_cos-config\n', 'it is found by its first line')

    const stubs =
      'compadd() { print -r -- "$@" }; _files() { print files "$@" }; _describe() { print -l -- $commands };'
    const ask = (...words: string[]) =>
      zsh(
        `${load} ${stubs} words=(${words.map((word) => `'${word}'`).join(' ')}) CURRENT=${words.length}; _cos-config`,
      ).split(/\s+/)
    t.match(ask('cos-config', '').join(' '), /run-stage:Run a stage .*--help --version/)
    t.ok(ask('cos-config', 'run-stage', '').includes('boot'))
    t.ok(ask('cos-config', 'run-stage', '').includes('--dry-run'))
    t.same(ask('cos-config', 'run-stage', '--root', ''), ['files', '-/', ''])
    t.same(ask('cos-config', 'run-stage', '--timeout', ''), [''])
    t.ok(ask('cos-config', 'run-stage', '--log-level', '').includes('warning'))
    t.ok(ask('cos-config', 'show', '').includes('files'))
    t.notOk(ask('cos-config', 'facts', '').includes('files'))
  },
)

t.test(
  'fish takes the script and completes',
  { skip: !isInstalled('fish') && 'fish is not installed' },
  async (t) => {
    const folder = temporaryFolder(t)
    writeFileSync(`${folder}/c.fish`, (await run(['completion', 'fish'])).out)
    const ask = (line: string) =>
      execFileSync('fish', ['--no-config', '-c', `source ${folder}/c.fish; complete -C '${line}'`], {
        encoding: 'utf8',
        cwd: folder,
        env: { ...process.env, HOME: folder },
      })
        .split('\n')
        .map((found) => found.split('\t')[0])
    t.ok(ask('cos-config r').includes('run-stage'))
    t.ok(ask('cos-config run-stage --dr').includes('--dry-run'))
    t.ok(ask('cos-config run-stage b').includes('boot'))
    t.ok(ask('cos-config completion ').includes('zsh'))
  },
)

t.test('every shell gets all commands and options', async (t) => {
  for (const shell of ['bash', 'zsh', 'fish']) {
    const { exitCode, out } = await run(['completion', shell])
    t.equal(exitCode, 0, shell)
    for (const word of [
      'run-stage',
      'show',
      'render',
      'facts',
      'schema',
      'yip',
      'completion',
      'dry-run',
      'config-dir',
      'values',
      'analyze',
    ])
      t.match(out, word, `${shell}: ${word}`)
    t.notMatch(out, /\{\{|undefined/)
  }
})

t.test('another shell is refused', async (t) => {
  for (const words of [['completion'], ['completion', 'tcsh'], ['completion', 'bash', 'zsh']]) {
    t.match(await run(words), { exitCode: 64, out: '', err: /completion takes bash, zsh, fish/ })
  }
})
