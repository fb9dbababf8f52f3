import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { resolveInRoot } from '../../system/root-path.ts'
import type { Hook } from './plan.ts'

/** Where it is written down what was installed: without it, nothing would tell our files from those of others. */
export const recordPath = 'usr/lib/cos-config/installed-hooks.json'

/** What was installed: paths, each with what identifies its content. */
export type Installed = ReadonlyMap<string, string>

/** Tells one content from another: of a file the digest of its text, of a link its target. */
export function identity(hook: Hook): string {
  return 'target' in hook ? `-> ${hook.target}` : digest(hook.text)
}

/** The SHA-256 digest of a text. */
export function digest(text: string | Uint8Array): string {
  return `sha256:${createHash('sha256').update(text).digest('hex')}`
}

/** Reads what an earlier run installed below `root`; nothing when there was none, or its record makes no sense. */
export function readInstalled(root: string): Installed {
  try {
    const record: unknown = JSON.parse(readFileSync(resolveInRoot(root, `/${recordPath}`), 'utf8'))
    if (typeof record !== 'object' || record === null || !('hooks' in record)) return new Map()
    const { hooks } = record
    if (typeof hooks !== 'object' || hooks === null) return new Map()
    const entries: [string, unknown][] = Object.entries(hooks)
    return new Map(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'))
  } catch {
    return new Map()
  }
}

/** The text of the record of what is installed now. */
export function recordOf(installed: Installed): string {
  return `${JSON.stringify({ version: 1, hooks: Object.fromEntries(installed) }, undefined, 2)}\n`
}
