import {
  type Change,
  type ChangeOutcome,
  type DataPath,
  MachineError,
  type Present,
} from '../../core/machine.ts'

/** A piece of a step's plan that hands back a result. */
export type Part<R> = AsyncGenerator<Change, R, ChangeOutcome>

/** The account files in the order in which the shadow tools lock them, so that two programs never wait for each other. */
const lockOrder = ['/etc/passwd', '/etc/group', '/etc/shadow', '/etc/gshadow'] as const

/** Locks those of the paths that are account files of the system; false when one could not be had. */
export async function* lockAccountFiles(paths: readonly string[]): Part<boolean> {
  for (const path of lockOrder) {
    if (!paths.includes(path)) continue
    const outcome = yield { kind: 'hold-lock', path }
    if (!outcome.ok) return false
  }
  return true
}

/** Reads an account file; `text` is undefined when there is none. */
export function readAccountFile(
  now: Present,
  path: string,
):
  | { readonly ok: true; readonly text: string | undefined }
  | { readonly ok: false; readonly reason: string } {
  try {
    return { ok: true, text: now.text(path) }
  } catch (error) {
    if (error instanceof MachineError) return { ok: false, reason: error.message }
    throw error
  }
}

/** Writes an account file, flushed to disk, with mode and owner kept; nothing when the text is the same. */
export async function* writeAccountFile(
  path: string,
  text: { readonly before: string | undefined; readonly after: string | undefined },
  at: DataPath,
  secrecy: 'secret' | 'open',
): Part<boolean> {
  if (text.after === undefined || text.after === text.before) return true
  const outcome = yield {
    kind: 'write-file',
    path,
    content: text.after,
    sync: true,
    at,
    ...(secrecy === 'secret' && { secret: true }),
    // Only a gshadow file is ever made.
    ...(text.before === undefined && { newMode: 0o400 }),
  }
  return outcome.ok
}
