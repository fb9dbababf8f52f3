import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Options } from './options.ts'

export const top = dirname(dirname(fileURLToPath(import.meta.url)))
export const resultsFile = join(top, 'bench/results.md')

/** A file of the host and what to do when it is missing. */
export interface NeededFile {
  readonly path: string
  readonly remedy: string
}

/** The programs that are timed, as absolute paths on the host. */
export interface EngineFiles {
  readonly ours: NeededFile
  readonly yip: NeededFile
  readonly node: NeededFile | undefined
}

export function engineFiles(options: Options): EngineFiles {
  const built = 'run npm run build first'
  return {
    ours: options.engine
      ? { path: resolve(options.engine), remedy: 'give --engine an executable' }
      : { path: join(top, 'dist/cos-config'), remedy: built },
    yip: {
      path: resolve(options.yip ?? process.env.YIP ?? join(top, '../shared/reference/yip')),
      remedy: 'name the real yip with --yip or in the variable YIP',
    },
    node: options.node ? { path: join(top, 'dist/cli.js'), remedy: built } : undefined,
  }
}
