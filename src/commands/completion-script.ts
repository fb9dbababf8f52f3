import Handlebars from 'handlebars'
import type { Command, Option } from './command.ts'

const templates = {
  bash: `# bash completion for cos-config
_cos_config_offer() {
  mapfile -t COMPREPLY < <(compgen "$@" -- "$word")
}
_cos_config() {
  local word="\${COMP_WORDS[COMP_CWORD]}" before="\${COMP_WORDS[COMP_CWORD-1]}" command="\${COMP_WORDS[1]}"
  # bash parts words at "=" as well.
  if [ "$word" = "=" ]; then word=""; elif [ "$before" = "=" ]; then before="\${COMP_WORDS[COMP_CWORD-2]}"; fi
  COMPREPLY=()
  if [ "$COMP_CWORD" -eq 1 ]; then
    _cos_config_offer -W "{{names}} help --help --version"
    return
  fi
  case "$command $before" in
{{#each commands}}
{{#each valued}}
    "{{../name}} --{{long}}"{{#if short}}|"{{../name}} -{{short}}"{{/if}})
{{#if words}}
      _cos_config_offer -W "{{words}}"
{{/if}}
{{#if folders}}
      compopt -o filenames 2>/dev/null || :
      _cos_config_offer -d
{{/if}}
{{#if files}}
      compopt -o filenames 2>/dev/null || :
      _cos_config_offer -f
{{/if}}
      return
      ;;
{{/each}}
{{/each}}
  esac
  case "$command $word" in
    "help "*) _cos_config_offer -W "{{names}}" ;;
{{#each commands}}
    "{{name}} -"*) _cos_config_offer -W "{{options}}" ;;
{{#if files}}
    "{{name}} "*)
      compopt -o filenames 2>/dev/null || :
      _cos_config_offer -f
      ;;
{{/if}}
{{#if words}}
    "{{name}} "*) _cos_config_offer -W "{{words}}" ;;
{{/if}}
{{/each}}
  esac
}
complete -F _cos_config cos-config
`,
  zsh: `#compdef cos-config
_cos_config() {
  local command="$words[2]" before="$words[CURRENT-1]"
  local -a commands
  commands=(
{{#each commands}}
    '{{name}}:{{quoted summary}}'
{{/each}}
    'help:Show the help of a command'
  )
  if (( CURRENT == 2 )); then
    _describe command commands
    compadd -- --help --version
    return
  fi
  case "$command $before" in
{{#each commands}}
{{#each valued}}
    '{{../name}} --{{long}}'{{#if short}}|'{{../name}} -{{short}}'{{/if}}) {{#if words}}compadd -- {{words}}; {{/if~}}
      {{#if folders}}_files -/; {{/if}}{{#if files}}_files; {{/if}}return ;;
{{/each}}
{{/each}}
  esac
  case "$command" in
    help) compadd -- {{names}} ;;
{{#each commands}}
    {{name}}) compadd -- {{options}}{{#if words}} {{words}}{{/if}}{{#if files}}; _files{{/if}} ;;
{{/each}}
  esac
}
compdef _cos_config cos-config
# Loaded from $fpath, this file is the function itself.
case "$funcstack[1]" in
  _cos-config|_cos_config) _cos_config "$@" ;;
esac
`,
  fish: `# fish completion for cos-config
complete -c cos-config -f
complete -c cos-config -n __fish_use_subcommand -l help -s h -d 'Show the help'
complete -c cos-config -n __fish_use_subcommand -l version -d 'Show the version'
complete -c cos-config -n __fish_use_subcommand -a help -d 'Show the help of a command'
complete -c cos-config -n '__fish_seen_subcommand_from help' -a '{{names}}'
{{#each commands}}
complete -c cos-config -n __fish_use_subcommand -a {{name}} -d '{{quoted summary}}'
{{#each switches}}
complete -c cos-config -n '__fish_seen_subcommand_from {{../name}}' -l {{long}}{{#if short}} -s {{short}}{{/if}} -d '{{quoted docs}}'
{{/each}}
{{#each valued}}
complete -c cos-config -n '__fish_seen_subcommand_from {{../name}}' -l {{long}}{{#if short}} -s {{short}}{{/if}} {{#if files}}-r -F{{else}}-x{{/if~}}
  {{#if folders}} -a '(__fish_complete_directories)'{{/if}}{{#if words}} -a '{{words}}'{{/if}} -d '{{quoted docs}}'
{{/each}}
{{#if words}}
complete -c cos-config -n '__fish_seen_subcommand_from {{name}}' -a '{{words}}'
{{/if}}
{{#if files}}
complete -c cos-config -n '__fish_seen_subcommand_from {{name}}' -F
{{/if}}
{{/each}}
`,
} as const

/** A completion script for a shell, rendered from the commands' own tables. */
export function completionScript(shell: keyof typeof templates, commands: readonly Command[]): string {
  const handlebars = Handlebars.create()
  handlebars.registerHelper('quoted', (text: string) => text.replaceAll("'", "'\\''"))
  return handlebars.compile(templates[shell], { noEscape: true })({
    names: commands.map((command) => command.name).join(' '),
    commands: commands.map(({ name, summary, options, operands }) => ({
      name,
      summary,
      options: [...options.map((option) => `--${option.long}`), '--help'].join(' '),
      switches: [...options.filter((option) => option.value === undefined), help],
      valued: options.filter((option) => option.value !== undefined).map(withValue),
      files: operands === 'files',
      words: Array.isArray(operands) ? operands.join(' ') : undefined,
    })),
  })
}

const help: Option = { long: 'help', short: 'h', docs: 'Show the help' }

/** What can stand as the value of an option, by the name that the help gives it. */
function withValue({ long, short, docs, choices, value = '' }: Option) {
  return {
    long,
    short,
    docs,
    words: choices?.join(' '),
    folders: value.startsWith('DIR'),
    files: value.startsWith('FILE'),
  }
}
