import { type Arguments, type Command, exitCodes, type Option, type Terminal } from './command.ts'

/** Kept here as literals, so that the help and completion of all commands load nothing of the checks. */
const formats = ['text', 'json', 'sarif', 'github'] as const

const options: readonly Option[] = [
  { long: 'root', value: 'DIR', docs: 'Check against the image below DIR; its layers when no PATH is given' },
  { long: 'format', value: 'FORMAT', choices: formats, docs: 'How to print; text when not given' },
  { long: 'strict', docs: 'Warnings give exit 1' },
  { long: 'max-warnings', value: 'NUMBER', docs: 'More warnings than this give exit 1' },
  {
    long: 'rule',
    value: 'NAME=LEVEL',
    repeatable: true,
    docs: 'How much a rule counts: off, warn or error; wins over .cos-config.yaml',
  },
  { long: 'stage', value: 'STAGE', docs: 'Look at this stage alone, with its .before and .after' },
  { long: 'explain-order', docs: 'Print the steps of each stage in the order in which they run, too' },
  { long: 'quiet', short: 'q', docs: 'Print errors alone, and no summary' },
]

/** Finds mistakes in configuration, with their places and what to do about them. */
export const validate: Command = {
  name: 'validate',
  summary: 'Find mistakes in configuration: where they are and what to do',
  synopsis: 'validate [OPTION]... [PATH|GLOB|DIR|-]...',
  description:
    'Reads configuration as a boot does, runs nothing of it, and needs neither root nor network. Without operands\n' +
    'the layers of the system (or of --root) are checked: /system/oem, /oem and /usr/local/cloud-config.\n' +
    'An error is what the engine could not apply, or would lose; a warning what it applies, but surely is not meant.\n' +
    'A comment `# cos-config-ignore RULE reason` hides a finding on its line or the next; .cos-config.yaml in the\n' +
    'work folder, or above a file, sets levels: `rules: {NAME: off|warn|error}`.',
  options,
  operands: 'files',
  examples: [
    { command: 'cos-config validate oem/', means: 'all files of a layer' },
    { command: 'cos-config validate --strict --root ./image', means: 'fail an image build on warnings, too' },
    {
      command: "cos-config validate --format github 'oem/**/*.yaml'",
      means: 'notes at the lines of a change',
    },
    { command: 'cos-config validate - < user-data', means: 'what comes from a pipe' },
  ],
  exits: [
    { code: exitCodes.done, means: 'no errors; no warnings that count' },
    { code: exitCodes.stepFailed, means: 'warnings under --strict, or more than --max-warnings' },
    { code: exitCodes.usage, means: 'the command line is wrong' },
    { code: exitCodes.brokenConfiguration, means: 'errors' },
    { code: exitCodes.noInput, means: 'standard input, or the folder of --root, could not be read' },
    { code: exitCodes.cannotCreate, means: 'the output could not be written: the disk is full' },
  ],
  async run(given: Arguments, terminal: Terminal): Promise<number> {
    const { runValidate } = await import('./validate-run.ts')
    return runValidate(given, terminal)
  },
}
