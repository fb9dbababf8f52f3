import { fromBytes } from '../core/go-string.ts'
import { readGivenFile } from '../sources/read-file.ts'
import { readStandardInput } from '../sources/standard-input.ts'
import { type Arguments, type Command, exitCodes, InputError, type Terminal, UsageError } from './command.ts'
import { rootFolder } from './root-folder.ts'

/** Expands one template, to try out what a configuration will do with it. */
export const render: Command = {
  name: 'render',
  summary: 'Expand a template and print the result',
  synopsis: 'render [--values FILE.json] FILE|-',
  description:
    'Templates are those of Go (text/template) with the functions of sprig. Without --values they see the data of\n' +
    'this machine, as steps do: {{ .Values.os.name }}; "cos-config facts" prints all of it.',
  options: [
    {
      long: 'values',
      value: 'FILE.json',
      docs: 'Use the content of FILE.json as the data, instead of this machine',
    },
    { long: 'root', value: 'DIR', docs: 'Use the data of the tree below DIR' },
  ],
  operands: 'files',
  examples: [
    {
      command: "echo '{{ .Values.node.hostname | upper }}' | cos-config render -",
      means: 'over the data of this machine',
    },
    { command: 'cos-config render --values site.json motd.tmpl', means: 'over data of your own' },
  ],
  exits: [
    { code: exitCodes.done, means: 'the result was printed' },
    { code: exitCodes.stepFailed, means: 'the template is wrong; nothing was printed' },
    { code: exitCodes.usage, means: 'the command line is wrong' },
    { code: exitCodes.brokenConfiguration, means: 'the file of --values is not JSON' },
    { code: exitCodes.noInput, means: 'a file could not be read, or there is no folder DIR' },
    { code: exitCodes.cannotCreate, means: 'the output could not be written: the disk is full' },
  ],
  async run(given: Arguments, terminal: Terminal): Promise<number> {
    const [file, surplus] = given.operands
    if (file === undefined) throw new UsageError('render needs a file, or - for standard input')
    if (surplus !== undefined) throw new UsageError(`render takes one file; "${surplus}" is one too many`)
    const text = await read(file)
    const valuesFile = given.value('values')
    let data: unknown
    if (valuesFile === undefined) {
      const { templateData } = await import('../system/facts/index.ts')
      data = await templateData(rootFolder(given))
    } else {
      const json = await read(valuesFile)
      try {
        data = JSON.parse(json)
      } catch {
        terminal.err(`${await jsonMistakeAt(valuesFile, json)}: this is not JSON\n`)
        return exitCodes.brokenConfiguration
      }
    }
    const { expand } = await import('../engine/expand.ts')
    const result = await expand(text, data)
    if (result.ok) {
      terminal.out(result.text)
      return exitCodes.done
    }
    const { line, column, message } = result.error
    terminal.err(`${file === '-' ? '<STDIN>' : file}:${line}:${column}: ${message}\n`)
    return exitCodes.stepFailed
  },
}

async function read(file: string): Promise<string> {
  const content = file === '-' ? await readStandardInput() : readGivenFile(file)
  if (typeof content === 'string') return content
  if (content instanceof Uint8Array) return fromBytes(content)
  throw new InputError(`${file === '-' ? 'standard input' : file} ${content.problem}`)
}

async function jsonMistakeAt(file: string, json: string): Promise<string> {
  const [{ jsonMistake }, { Positions }] = await Promise.all([
    import('../core/json-mistake.ts'),
    import('../core/config/yaml/position.ts'),
  ])
  return [file, ...new Positions(json).of(jsonMistake(json))].join(':')
}
