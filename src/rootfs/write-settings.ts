import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { toBytes } from '../core/go-string.ts'
import { fstabLines } from '../core/rootfs/describe-plan.ts'
import type { MountAction, MountPlan } from '../core/rootfs/mount-plan.ts'
import { SafePaths } from '../system/safe-paths.ts'
import { systemError } from '../system/system-error.ts'
import { writeFile } from '../system/write-file.ts'
import type { RootTree } from './root-tree.ts'

/** Writes /etc/fstab of what stands, so that the booted system knows its mounts. Throws a MachineError. */
export function writeFstab(root: RootTree, plan: MountPlan, standing: readonly MountAction[]): void {
  const lines = fstabLines(plan, standing)
  // On a live system there is nothing to say.
  if (lines.length > 0) write(root, '/etc/fstab', `${lines.join('\n')}\n`)
}

/** /etc is in use until the very end: without this its unmounting fails at each shutdown. */
export function makeEtcLazy(root: RootTree): void {
  const folder = '/etc/systemd/system/etc.mount.d'
  const file = `${folder}/override.conf`
  if (existsSync(root.here(file))) return
  root.makeFolder(folder)
  write(root, file, '[Mount]\nLazyUnmount=true\n')
}

/** Whether the kernel runs with SELinux. */
export function hasSelinux(): boolean {
  try {
    return readFileSync('/sys/kernel/security/lsm', 'utf8').trim().split(',').includes('selinux')
  } catch {
    return false
  }
}

const relabelFile = '/run/systemd/relabel-extra.d/cos-config.relabel'

/**
 * Lists the writable layers for systemd, which labels them before it starts anything else. What is kept is labelled
 * once: a file in it says so. Throws a MachineError.
 */
export function writeRelabelList(root: RootTree, standing: readonly MountAction[]): void {
  const paths: string[] = []
  for (const action of standing) {
    if (action.kind === 'backing' || action.kind === 'volume') continue
    const isKept = action.kind === 'bind' || action.persistent
    const mark = `${root.here(action.path)}/.relabelled`
    if (isKept && existsSync(mark)) continue
    paths.push(action.path)
    if (isKept) writeFileSync(mark, '1', { mode: 0o644 })
  }
  try {
    mkdirSync('/run/systemd/relabel-extra.d', { recursive: true })
    writeFileSync(relabelFile, paths.map((path) => `${path}\n`).join(''))
  } catch (error) {
    throw systemError(relabelFile, 'written', error)
  }
}

function write(root: RootTree, path: string, text: string): void {
  const paths = new SafePaths(root.folder)
  try {
    writeFile({ path, content: toBytes(text), mode: 0o644, newMode: 0o644, sync: false }, paths)
  } catch (error) {
    throw systemError(path, 'written', error)
  }
}
