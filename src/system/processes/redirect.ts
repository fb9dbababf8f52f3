import { closeSync, constants, openSync, statSync } from 'node:fs'
import type { Redirection } from './simple-command.ts'

/** Where the two outputs of a program go: its own pipe, the other one's, or an open file. */
export type Outputs = readonly [stdout: Output, stderr: Output]
export type Output = 1 | 2 | { readonly file: number }

/** What redirections come to, and how to close the files once the program has them. */
export interface Redirected {
  readonly outputs: Outputs
  close(): void
}

/**
 * Opens the files that redirections name, one after the other, as a shell does. Undefined when one cannot be opened,
 * so that the shell says why, or when it is no ordinary file, because opening a pipe may wait for ever.
 */
export function redirect(redirections: readonly Redirection[]): Redirected | undefined {
  const outputs: [Output, Output] = [1, 2]
  const files: number[] = []
  const close = () => {
    for (const file of files) closeSync(file)
  }
  try {
    for (const redirection of redirections) {
      if ('to' in redirection) {
        outputs[redirection.from - 1] = outputs[redirection.to - 1] ?? redirection.to
      } else {
        if (!isOrdinary(redirection.path)) throw new Error('no ordinary file')
        const file = openSync(
          redirection.path,
          flags | (redirection.append ? constants.O_APPEND : constants.O_TRUNC),
        )
        files.push(file)
        outputs[redirection.from - 1] = { file }
      }
    }
    return { outputs, close }
  } catch {
    close()
    return undefined
  }
}

const flags = constants.O_WRONLY | constants.O_CREAT

function isOrdinary(path: string): boolean {
  return path === '/dev/null' || (statSync(path, { throwIfNoEntry: false })?.isFile() ?? true)
}
