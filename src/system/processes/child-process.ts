/** The part of node:child_process that is used here; it is loaded when the first program is run. */
export type ChildProcess = typeof import('node:child_process')
export type ExecFileSync = ChildProcess['execFileSync']

let loaded: Promise<ChildProcess> | undefined

export function childProcess(): Promise<ChildProcess> {
  loaded ??= import('node:child_process')
  return loaded
}
