import { spawn } from 'node:child_process'
import type { Finding } from '../finding.ts'
import type { Options } from '../options.ts'
import type { EngineFiles } from '../places.ts'
import { rootScript } from './root.ts'

/** What the part inside the throw-away root has to do. */
export interface Assignment {
  readonly options: Options
  readonly files: EngineFiles
}

/** What it says back. */
export type Message = { readonly progress: string } | { readonly findings: readonly Finding[] }

/**
 * Runs the rows in namespaces of their own, inside a throw-away root. All of it is gone when this process is, also
 * when that is killed: the part inside ends when its channel closes, and with it, being the first process there,
 * everything else in the namespaces.
 */
export async function runInRoom(
  assignment: Assignment,
  tell: (line: string) => void,
): Promise<readonly Finding[]> {
  const namespaces = [
    '--mount',
    '--propagation',
    'private',
    '--pid',
    '--fork',
    '--kill-child',
    '--uts',
    '--net',
    '--ipc',
  ]
  const child = spawn('unshare', [...namespaces, 'sh', '-s'], {
    // Nothing of the caller's environment: it may name files that the root does not have.
    env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', HOME: '/root', LANG: 'C.UTF-8' },
    stdio: ['pipe', 'inherit', 'inherit', 'ipc'],
  })
  let findings: readonly Finding[] | undefined
  child.on('message', (message: Message) => {
    if ('progress' in message) tell(message.progress)
    else findings = message.findings
  })
  // When unshare is refused it does not read; its exit code says so below.
  child.stdin?.on('error', () => {})
  child.stdin?.end(rootScript(assignment.files))
  child.send(assignment)
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', (error) => reject(new Error(`unshare cannot be started: ${error.message}`)))
    child.once('close', resolve)
  })
  if (!findings) throw new Error(`the bench ended early inside its throw-away root, exit code ${code}`)
  return findings
}
