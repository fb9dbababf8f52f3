import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  rmdirSync,
  symlinkSync,
  unlinkSync,
} from 'node:fs'
import { dirname } from 'node:path'
import { toBytes } from '../../core/go-string.ts'
import { replaceFile } from '../../system/replace-file.ts'
import { resolveInRoot, resolveParentInRoot } from '../../system/root-path.ts'
import { digest, type Installed, identity, readInstalled, recordOf, recordPath } from './installed.ts'
import type { Hook } from './plan.ts'

/** What became of one path. */
export interface HookOutcome {
  readonly path: string
  readonly outcome: 'written' | 'unchanged' | 'removed' | 'kept'
}

/**
 * Makes the machine below `root` have exactly these hooks: writes what is missing or older, removes what an earlier
 * run wrote and is no longer wanted. What somebody else wrote, or changed since, is kept. Throws the system's error.
 */
export function installHooks(root: string, hooks: readonly Hook[]): HookOutcome[] {
  const before = readInstalled(root)
  const outcomes: HookOutcome[] = []
  const now = new Map<string, string>()
  for (const hook of hooks) {
    const { path } = hook
    const wanted = identity(hook)
    const present = presentIdentity(root, path)
    if (present === undefined || (present !== wanted && present === before.get(path))) {
      write(root, hook)
      now.set(path, wanted)
      outcomes.push({ path, outcome: 'written' })
    } else if (present === wanted) {
      if ('mode' in hook) chmodSync(resolveInRoot(root, `/${path}`), hook.mode)
      now.set(path, wanted)
      outcomes.push({ path, outcome: 'unchanged' })
    } else {
      const own = before.get(path)
      if (own !== undefined) now.set(path, own)
      outcomes.push({ path, outcome: 'kept' })
    }
  }
  const surplus = [...before].filter(([path]) => !hooks.some((hook) => hook.path === path))
  outcomes.push(...remove(root, new Map(surplus)))
  const record: Hook = { path: recordPath, text: recordOf(now), mode: 0o644 }
  if (now.size === 0) removeFile(root, recordPath)
  else if (presentIdentity(root, recordPath) !== identity(record)) write(root, record)
  return outcomes
}

function remove(root: string, installed: Installed): HookOutcome[] {
  return [...installed].flatMap(([path, identity]): HookOutcome[] => {
    const present = presentIdentity(root, path)
    if (present === undefined) return []
    if (present !== identity) return [{ path, outcome: 'kept' }]
    removeFile(root, path)
    return [{ path, outcome: 'removed' }]
  })
}

/** Removes a file, and the folders that it leaves empty and that are ours by their name. */
function removeFile(root: string, path: string): void {
  const host = resolveParentInRoot(root, `/${path}`)
  if (lstatSync(host, { throwIfNoEntry: false }) === undefined) return
  unlinkSync(host)
  let folder = dirname(path)
  while (/cos-config|\.wants$|^system/.test(folder)) {
    try {
      rmdirSync(resolveInRoot(root, `/${folder}`))
    } catch {
      // Something is left in it.
      return
    }
    folder = dirname(folder)
  }
}

function presentIdentity(root: string, path: string): string | undefined {
  const host = resolveParentInRoot(root, `/${path}`)
  const state = lstatSync(host, { throwIfNoEntry: false })
  if (state === undefined) return undefined
  if (state.isSymbolicLink()) return `-> ${readlinkSync(host)}`
  return state.isFile() ? digest(readFileSync(host)) : 'something else'
}

function write(root: string, hook: Hook): void {
  mkdirSync(resolveInRoot(root, `/${dirname(hook.path)}`), { recursive: true })
  const host = resolveParentInRoot(root, `/${hook.path}`)
  const exists = lstatSync(host, { throwIfNoEntry: false }) !== undefined
  if ('target' in hook) {
    if (exists) unlinkSync(host)
    symlinkSync(hook.target, host)
  } else {
    const attributes = { mode: hook.mode, uid: undefined, gid: undefined }
    replaceFile(host, { content: toBytes(hook.text), attributes, sync: false, exists })
  }
}
