import {
  cpSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/**
 * The folder of recorded cases, with the symbolic links that some of them are about. A checkout without
 * core.symlinks has plain files in their place, which hold nothing but the target: then a copy with real links is
 * made, and `dispose` removes it. In the copy every case has `patience` times as long.
 */
export function casesWithLinks(folder: string, patience = 1): { readonly folder: string; dispose(): void } {
  const hasLinks = files(folder).some((path) => lstatSync(path).isSymbolicLink())
  if (hasLinks && patience === 1) return { folder, dispose: () => {} }
  const copy = mkdtempSync(join(tmpdir(), 'cos-config-cases-'))
  cpSync(folder, copy, { recursive: true, verbatimSymlinks: true })
  for (const path of files(copy)) {
    if (patience !== 1 && path.endsWith('/case.json')) giveTime(path, patience)
    if (hasLinks) continue
    const target = path.includes('/root/') ? targetIn(path) : undefined
    if (target === undefined) continue
    rmSync(path)
    symlinkSync(target, path)
  }
  return { folder: copy, dispose: () => rmSync(copy, { recursive: true, force: true }) }
}

/** The runner's own limit is 30 seconds. */
function giveTime(path: string, patience: number): void {
  const written: { timeout?: number } = JSON.parse(readFileSync(path, 'utf8'))
  const timeout = (written.timeout ?? 30) * patience
  writeFileSync(path, JSON.stringify({ ...written, timeout }))
}

/** Whether a case asks for what few kernels have: a file system, or an option they are built with. */
export function needsOtherKernel(caseFolder: string): boolean {
  const { needs }: { needs?: { filesystems?: string[]; kernel?: string[] } } = JSON.parse(
    readFileSync(join(caseFolder, 'case.json'), 'utf8'),
  )
  return needs?.filesystems !== undefined || needs?.kernel !== undefined
}

function files(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name))
}

/** What git writes for a link it may not make: the absolute path it leads to, without a line end. */
function targetIn(path: string): string | undefined {
  if (lstatSync(path).size > 255) return undefined
  const text = readFileSync(path, 'utf8')
  return /^\/[\w./-]+$/.test(text) ? text : undefined
}
