import Handlebars from 'handlebars'
import type { Command } from './command.ts'

const stages = ['rootfs', 'initramfs', 'fs', 'boot', 'network', 'reconcile', 'reboot']

const templates = {
  bash: `# bash completion for cos-config
_cos_config() {
  local word="\${COMP_WORDS[COMP_CWORD]}" command="\${COMP_WORDS[1]}"
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W "{{names}} --help --version" -- "$word"))
    return
  fi
  case "$command" in
{{#each commands}}
    {{name}}) COMPREPLY=($(compgen -W "{{words}}" -- "$word") $(compgen -f -- "$word")) ;;
{{/each}}
  esac
}
complete -o filenames -F _cos_config cos-config
`,
  zsh: `#compdef cos-config
_cos_config() {
  local -a commands
  commands=(
{{#each commands}}
    '{{name}}:{{quoted summary}}'
{{/each}}
  )
  if (( CURRENT == 2 )); then
    _describe command commands
    return
  fi
  case "$words[2]" in
{{#each commands}}
    {{name}}) _alternative 'options:option:({{words}})' 'files:file:_files' ;;
{{/each}}
  esac
}
compdef _cos_config cos-config
`,
  fish: `# fish completion for cos-config
complete -c cos-config -f -n __fish_use_subcommand -l help -l version
{{#each commands}}
complete -c cos-config -f -n __fish_use_subcommand -a {{name}} -d '{{quoted summary}}'
{{#each options}}
complete -c cos-config -n '__fish_seen_subcommand_from {{../name}}' -l {{long}}{{#if value}} -r{{/if}} -d '{{quoted docs}}'
{{/each}}
{{/each}}
complete -c cos-config -f -n '__fish_seen_subcommand_from run-stage' -a '{{stages}}'
`,
} as const

/** A completion script for a shell, rendered from the commands' own tables. */
export function completionScript(shell: keyof typeof templates, commands: readonly Command[]): string {
  const handlebars = Handlebars.create()
  handlebars.registerHelper('quoted', (text: string) => text.replaceAll("'", "'\\''"))
  return handlebars.compile(templates[shell], { noEscape: true })({
    names: commands.map((command) => command.name).join(' '),
    stages: stages.join(' '),
    commands: commands.map((command) => ({
      ...command,
      words: [
        ...command.options.map((option) => `--${option.long}`),
        '--help',
        ...(command.name === 'run-stage' ? stages : []),
      ].join(' '),
    })),
  })
}
