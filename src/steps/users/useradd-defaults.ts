import type { Present } from '../../core/machine.ts'
import { readAccountFile } from '../accounts/files.ts'
import { parseDotenv } from '../environment/dotenv.ts'

const path = '/etc/default/useradd'

/** Where homes are and which shell users get when they are not told, or why the file cannot be understood. */
export function useraddDefaults(
  now: Present,
):
  | { readonly ok: true; readonly home: string; readonly shell: string }
  | { readonly ok: false; readonly reason: string } {
  const file = readAccountFile(now, path)
  if (!file.ok) return { ok: false, reason: `${path}: ${file.reason}` }
  const { variables, error } = parseDotenv(file.text ?? '')
  if (error !== undefined) return { ok: false, reason: `${path}: ${error}` }
  return { ok: true, home: variables.get('HOME') || '/home', shell: variables.get('SHELL') || '/bin/sh' }
}
