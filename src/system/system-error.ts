import { MachineError } from '../core/machine.ts'

/** The system's error names in words; others are told by their name. */
const words: Readonly<Record<string, string>> = {
  E2BIG: 'it is too long; put it into a file',
  EACCES: 'permission denied',
  EBUSY: 'it is in use',
  EDQUOT: 'the disk quota is used up',
  EEXIST: 'it exists',
  EFBIG: 'the file is too large',
  EINVAL: 'the value is not accepted',
  EIO: 'the device failed',
  EISDIR: 'it is a folder',
  ELOOP: 'too many symbolic links',
  EMFILE: 'too many open files',
  ENAMETOOLONG: 'the name is too long',
  ENODEV: 'there is no such device',
  ENOENT: 'there is no such file or folder',
  ENOSPC: 'no space is left on the device',
  ENOTDIR: 'a part of the path is no folder',
  ENOTEMPTY: 'the folder is not empty',
  ENXIO: 'nothing is at the other end',
  // Node's own, for what it does not hand on to the system.
  ERR_INVALID_ARG_VALUE: 'a NUL character stands in it',
  EPERM: 'the operation is not permitted',
  EROFS: 'the file system is read-only',
  ETXTBSY: 'the program is running',
}

/** What the system refused, as one sentence that starts with the path: `/etc/x cannot be written: ...`. */
export function systemError(subject: string, verb: string, error: unknown): MachineError {
  if (error instanceof MachineError) return error
  const code = errorCode(error)
  const isWithoutFolder = code === 'ENOENT' && makingVerbs.has(verb)
  const reason = isWithoutFolder
    ? 'the folder it is to lie in does not exist'
    : code === undefined
      ? String(error)
      : (words[code] ?? code)
  return new MachineError(`${subject} cannot be ${verb}: ${reason}`, code)
}

/** What is made where nothing is, so that only the folder can be missing. */
const makingVerbs: ReadonlySet<string> = new Set(['written', 'made', 'made a link', 'locked'])

/** `ENOENT` and its like; undefined for an error that does not come from the system. */
export function errorCode(error: unknown): string | undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return typeof code === 'string' ? code : undefined
}
