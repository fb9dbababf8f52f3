import { lstatSync } from 'node:fs'
import type { CloneRepository } from '../../core/changes/clone-repository.ts'
import { MachineError } from '../../core/machine.ts'
import { findProgram } from '../processes/find-program.ts'
import type { SafePaths } from '../safe-paths.ts'
import { prepareAccess, type Reader } from './access.ts'
import { parseRepository, type RepositoryAddress } from './address.ts'
import { makeClone } from './new-clone.ts'
import { Git } from './program.ts'
import { updateClone } from './updated-clone.ts'

/** What cloning needs from outside. */
export interface CloneSurroundings {
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly paths: SafePaths
  /** Milliseconds for each call of git; 0 is its own limit. */
  readonly timeout: number
}

/** Makes or updates a clone; true when something changed. Throws a MachineError that says what failed. */
export async function cloneRepository(
  change: CloneRepository,
  { environment, paths, timeout }: CloneSurroundings,
): Promise<boolean> {
  const { branch, onlyBranch = false, login = {}, insecure = false } = change
  const path = paths.target(change.path).replace(/(?<=.)\/+$/, '')
  const written = parseRepository(change.url, login.username)
  const address = written.transport === 'local' ? localRepository(written, paths) : written
  const found = lstatSync(`${path}/.git`, { throwIfNoEntry: false })
  if (found && !found.isDirectory())
    throw new MachineError(`${change.path}/.git is no folder; move it away to clone anew`)
  const reader = found && ownerElsewhere(found)
  if (address.transport === 'http' && findProgram('git', environment.PATH ?? '') === undefined) {
    if (reader)
      throw new MachineError(`${change.path} belongs to another user; to update it git has to be installed`)
    const { cloneWithoutProgram } = await import('./without-program.ts')
    return cloneWithoutProgram(
      address,
      { path, branch, onlyBranch, login, insecure, isThere: found !== undefined },
      environment,
    )
  }
  const access = prepareAccess(address, login, insecure, reader)
  try {
    const git = new Git(environment, { access, timeout, reader, shown: written.shown })
    if (found)
      return await updateClone(git, address, { path, branch, onlyBranch, byOwner: reader !== undefined })
    await makeClone(git, address, { path, branch, onlyBranch, origin: written.text })
    return true
  } finally {
    access.dispose()
  }
}

/** A repository on this machine: its path means one below the root. */
function localRepository(address: RepositoryAddress, paths: SafePaths): RepositoryAddress {
  if (paths.root === '/' || paths.root === '') return address
  const path = address.text.replace(/^file:\/\/[^/]*/, '')
  return { ...address, text: paths.target(path) }
}

/**
 * The owner of a clone that was given away after it was made. git runs as that user then: what the configuration of
 * the clone makes it run must not run as root, and the files stay theirs.
 */
function ownerElsewhere({ uid, gid }: Reader): Reader | undefined {
  return process.geteuid?.() === 0 && uid !== 0 ? { uid, gid } : undefined
}
