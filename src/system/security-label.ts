import { existsSync } from 'node:fs'

type Run = typeof import('node:child_process').execFileSync

let chcon: Run | undefined
let labelled: boolean | undefined

/** Gets ready to keep labels where SELinux is on: then a new file in place of an old one would get another one. */
export async function prepareLabels(): Promise<void> {
  labelled ??= existsSync('/sys/fs/selinux/enforce')
  if (labelled) chcon ??= (await import('node:child_process')).execFileSync
}

/** Gives a file the label of another one; false when that is not possible, true also without SELinux. */
export function copyLabel(from: string, to: string): boolean {
  if (labelled !== true) return true
  try {
    chcon?.('chcon', [`--reference=${from}`, to], { stdio: 'ignore', timeout: 10_000 })
    return chcon !== undefined
  } catch {
    return false
  }
}
