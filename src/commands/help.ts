import type { Command, Option } from './command.ts'

const commonOptions: readonly Option[] = [
  { long: 'help', short: 'h', docs: 'Show this help' },
  { long: 'version', docs: 'Show the version' },
]

/** The help page of one command, in the order of sections that systemd's manual pages have. */
export function commandHelp(command: Command): string {
  const sections = [`Usage: cos-config ${command.synopsis}`, command.summary]
  if (command.description) sections.push(command.description)
  sections.push(`Options:\n${optionLines([...command.options, ...commonOptions])}`)
  if (command.examples.length > 0) {
    const examples = command.examples.map((example) => `  # ${example.means}\n  ${example.command}`)
    sections.push(`Examples:\n${examples.join('\n')}`)
  }
  const exits = command.exits.map(({ code, means }) => `  ${String(code).padStart(3)}  ${means}`)
  sections.push(`Exit codes:\n${exits.join('\n')}`)
  return `${sections.join('\n\n')}\n`
}

/** The help page of the program. */
export function programHelp(commands: readonly Command[]): string {
  const width = Math.max(...commands.map((command) => command.name.length))
  const lines = commands.map((command) => `  ${command.name.padEnd(width)}  ${command.summary}`)
  return [
    'Usage: cos-config COMMAND [OPTION]...',
    'Applies layered YAML configuration to a machine, stage by stage, at boot or whenever you say.',
    `Commands:\n${lines.join('\n')}`,
    `Options:\n${optionLines(commonOptions)}`,
    `Examples:\n  cos-config run-stage boot --dry-run    # what would this boot stage change?\n  cos-config show /oem                   # what does the engine understand?`,
    'cos-config COMMAND --help tells more about a command.',
  ]
    .join('\n\n')
    .concat('\n')
}

function optionLines(options: readonly Option[]): string {
  const heads = options.map(({ long, short, value }) => {
    const name = short ? `-${short}, --${long}` : `    --${long}`
    return value === undefined ? name : `${name} ${value}`
  })
  const width = Math.max(...heads.map((head) => head.length))
  return options
    .map((option, i) => {
      const notes = [option.docs]
      if (option.choices) notes.push(`one of ${option.choices.join(', ')}`)
      if (option.repeatable) notes.push('may be repeated')
      return `  ${(heads[i] as string).padEnd(width)}  ${notes.join('; ')}`
    })
    .join('\n')
}
