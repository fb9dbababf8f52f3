import { map, text } from '../core/config/shape.ts'
import { folderOf, inFolder } from '../core/go-path.ts'
import { makeFolders } from './directories/make-folders.ts'
import { formatDotenv, parseDotenv } from './environment/dotenv.ts'
import { defineStep } from './step.ts'

const defaultFile = '/etc/environment'

/** The file that `environment` writes to. */
export const environmentFile = text({ description: 'The file for `environment`.', default: defaultFile })

export const environment = defineStep({
  key: 'environment',
  docs: 'Sets variables in an environment file; the others in it stay.',
  shape: map(text({ description: 'A template.' }), {
    description: 'Name to value. The file is written anew: sorted, without comments.',
    examples: [{ HTTP_PROXY: 'http://proxy:3128' }],
  }),
  async *plan(value, { now, render, step, workFolder }) {
    if (Object.keys(value).length === 0) return
    const written = typeof step.environment_file === 'string' ? step.environment_file : ''
    const path = inFolder(workFolder, written || defaultFile)
    const folder = folderOf(path)
    if (now.stat(folder) === undefined && !(yield* makeFolders(now, folder, { mode: 0o744 }))) return

    const { variables } = parseDotenv(now.text(path) ?? '')
    for (const [name, template] of Object.entries(value)) {
      const rendered = await render(template, [name])
      if (rendered !== undefined) variables.set(name, rendered)
    }
    yield { kind: 'write-file', path, content: `${formatDotenv(variables)}\n`, mode: 0o644 }
  },
})
