import { cpSync, lstatSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/**
 * The folder of recorded cases, with the symbolic links that some of them are about. A checkout without
 * core.symlinks has plain files in their place, which hold nothing but the target: then a copy with real links is
 * made, and `dispose` removes it.
 */
export function casesWithLinks(folder: string): { readonly folder: string; dispose(): void } {
  if (files(folder).some((path) => lstatSync(path).isSymbolicLink())) return { folder, dispose: () => {} }
  const copy = mkdtempSync(join(tmpdir(), 'cos-config-cases-'))
  cpSync(folder, copy, { recursive: true })
  for (const path of files(copy)) {
    const target = path.includes('/root/') ? targetIn(path) : undefined
    if (target === undefined) continue
    rmSync(path)
    symlinkSync(target, path)
  }
  return { folder: copy, dispose: () => rmSync(copy, { recursive: true, force: true }) }
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
