import { type Arguments, type Command, exitCodes, type Terminal, UsageError } from './command.ts'

/** What can be described; each schema is part of the program, and loaded when it is asked for. */
const schemas: Readonly<Record<string, () => Promise<unknown>>> = {
  config: async () =>
    (await import('../../schema/cos-config.schema.json', { with: { type: 'json' } })).default,
  project: async () => (await import('../../schema/project.schema.json', { with: { type: 'json' } })).default,
  diagnostics: async () =>
    (await import('../../schema/diagnostics.schema.json', { with: { type: 'json' } })).default,
  report: async () => (await import('../../schema/report.schema.json', { with: { type: 'json' } })).default,
}

/** Prints a JSON Schema, for editors and for other programs. */
export const schema: Command = {
  name: 'schema',
  summary: 'Print the JSON Schema of configurations, for editors',
  synopsis: 'schema [config|project|diagnostics|report]',
  description:
    'config (the default) describes configuration files, project the .cos-config.yaml of validate,\n' +
    'diagnostics what its --format json prints, report what a run leaves in /run/cos-config.',
  options: [],
  operands: Object.keys(schemas),
  examples: [
    {
      command: 'cos-config schema > cos-config.schema.json',
      means: 'name it in "yaml.schemas" of the editor',
    },
  ],
  exits: [
    { code: exitCodes.done, means: 'the schema was printed' },
    { code: exitCodes.usage, means: 'the command line is wrong' },
    { code: exitCodes.cannotCreate, means: 'the output could not be written: the disk is full' },
  ],
  async run(given: Arguments, terminal: Terminal): Promise<number> {
    const [name = 'config', ...more] = given.operands
    const load = Object.hasOwn(schemas, name) ? schemas[name] : undefined
    if (load === undefined || more.length > 0) {
      throw new UsageError(`schema takes one of ${Object.keys(schemas).join(', ')}`)
    }
    terminal.out(`${JSON.stringify(await load(), undefined, 2)}\n`)
    return exitCodes.done
  },
}
