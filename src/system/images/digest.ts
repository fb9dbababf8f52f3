import { createReadStream } from 'node:fs'
import { MachineError } from '../../core/machine.ts'
import { DigestCheck } from '../network/digests.ts'

/** Holds content against a digest (`sha256:...`) part by part. */
export function digestCheck(digest: string): DigestCheck {
  const [algorithm, hex = ''] = digest.split(':')
  return new DigestCheck([{ algorithm: algorithm === 'sha512' ? 'sha512' : 'sha256', hex }])
}

/** Throws a MachineError when it was other content. `what` names it for people. */
export function requireWhole(check: DigestCheck, what: string): void {
  const other = check.difference()
  if (other === undefined) return
  const { algorithm, found, hex } = other
  throw new MachineError(`${what} is damaged: its digest is ${algorithm}:${found}, not ${algorithm}:${hex}`)
}

/** Checks a text. Throws a MachineError. */
export function checkText(text: Uint8Array, digest: string, what: string): void {
  const check = digestCheck(digest)
  check.take(text)
  requireWhole(check, what)
}

/** Checks a file. Throws a MachineError. */
export async function checkFile(path: string, digest: string, what: string): Promise<void> {
  const check = digestCheck(digest)
  for await (const part of createReadStream(path, { highWaterMark: 1 << 20 })) check.take(part)
  requireWhole(check, what)
}
