import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Expands glob patterns that a shell left alone (quoted, or written in another file), as micromatch reads them,
 * in byte order. What exists under its very name, and what is no pattern, stays; a pattern without a match too.
 */
export async function expandGlobs(sources: readonly string[]): Promise<string[]> {
  const expanded: string[] = []
  for (const source of sources) expanded.push(...(mayBePattern(source) ? await expand(source) : [source]))
  return expanded
}

function mayBePattern(source: string): boolean {
  return /[*?[{]/.test(source) && !/[\n:]/.test(source) && !existsSync(source)
}

async function expand(pattern: string): Promise<string[]> {
  const { default: micromatch } = await import('micromatch')
  const { base, glob } = micromatch.scan(pattern)
  if (glob === '') return [pattern]
  const matches = micromatch.matcher(pattern, { dot: true })
  const found: string[] = []
  const visit = (folder: string) => {
    for (const entry of readdirSync(folder === '' ? '.' : folder, { withFileTypes: true })) {
      const path = join(folder, entry.name)
      if (matches(path)) found.push(path)
      else if (entry.isDirectory()) visit(path)
    }
  }
  try {
    visit(base)
  } catch {
    return [pattern]
  }
  return found.length > 0 ? found.sort() : [pattern]
}
