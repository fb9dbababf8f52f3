import { readdirSync } from 'node:fs'
import { dirname } from 'node:path'
import type { StageReport } from '../core/report/stage-report.ts'
import { cacheName } from './decode-cache.ts'
import { ownFile, readPrivately } from './run-files.ts'

/** The reports of all stages since boot, in no order. What is no report of this version is left out. */
export function savedReports(root: string): StageReport[] {
  const folder = dirname(ownFile(root, cacheName))
  return namesOf(folder)
    .filter((name) => name.endsWith('.json') && name !== cacheName)
    .flatMap((name) => readReport(readPrivately(`${folder}/${name}`)))
}

function namesOf(folder: string): string[] {
  try {
    return readdirSync(folder).sort()
  } catch {
    // Nothing has run yet.
    return []
  }
}

function readReport(text: string | undefined): StageReport[] {
  try {
    const value: unknown = JSON.parse(text ?? '')
    return isReport(value) ? [value] : []
  } catch {
    return []
  }
}

/** The file was written by this program for itself, so its outline tells enough. */
function isReport(value: unknown): value is StageReport {
  if (typeof value !== 'object' || value === null) return false
  const has = (name: string, type: string) => name in value && typeof Object(value)[name] === type
  return (
    has('stage', 'string') &&
    has('started', 'string') &&
    has('exitCode', 'number') &&
    has('summary', 'object') &&
    'version' in value &&
    value.version === 1 &&
    'steps' in value &&
    Array.isArray(value.steps) &&
    'diagnostics' in value &&
    Array.isArray(value.diagnostics)
  )
}
