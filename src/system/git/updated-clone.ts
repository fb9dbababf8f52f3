import { lstatSync, rmSync } from 'node:fs'
import { uptime } from 'node:os'
import { MachineError } from '../../core/machine.ts'
import type { RepositoryAddress } from './address.ts'
import { fetchBranches } from './fetch-branches.ts'
import type { Git, Place } from './program.ts'
import { serverBranch } from './server-branch.ts'
import { outOfReach } from './staging.ts'

/** The clone that is there, and what it is to become. */
export interface UpdatedClone {
  readonly path: string
  readonly branch: string | undefined
  readonly onlyBranch: boolean
  /** It is changed by its owner, not by us: then nobody gains by exchanging it. */
  readonly byOwner: boolean
}

/**
 * Brings a clone to the server's state of a branch: edits are gone, files that git does not know stay. True when
 * something of it changed.
 */
export async function updateClone(
  git: Git,
  address: RepositoryAddress,
  wanted: UpdatedClone,
): Promise<boolean> {
  const { path, byOwner } = wanted
  const work = (gitFolder: string) => update(git, address, { gitFolder, workTree: path }, wanted)
  return byOwner ? work(`${path}/.git`) : outOfReach(path, work)
}

async function update(
  git: Git,
  address: RepositoryAddress,
  place: Required<Place>,
  { path, branch: named, onlyBranch }: UpdatedClone,
): Promise<boolean> {
  const { gitFolder } = place
  if ((await git.ask(['rev-parse', '--git-dir'], { gitFolder })) === undefined) {
    throw new MachineError(`${path}/.git is no repository; move it away to clone anew`)
  }
  removeStaleLocks(gitFolder)
  const branch = named ?? (await serverBranch(git, address))
  const before = await stateOf(git, place)
  const commit = await fetchBranches(git, address, { gitFolder, branch, onlyBranch, allTags: false })
  if (before === `refs/heads/${branch} ${commit} `) return false
  await git.run(
    ['-C', path, 'checkout', '--quiet', '--force', '--no-track', '-B', branch, commit, '--'],
    place,
  )
  return true
}

/** Branch, commit, and what was edited of the files that git knows. */
async function stateOf(git: Git, place: Required<Place>): Promise<string> {
  const { gitFolder, workTree } = place
  const branch = await git.ask(['symbolic-ref', '--quiet', 'HEAD'], { gitFolder })
  const commit = await git.ask(['rev-parse', '--verify', '--quiet', 'HEAD^{commit}'], { gitFolder })
  const edits = await git.ask(['-C', workTree, 'status', '--porcelain', '--untracked-files=no'], place)
  return `${branch} ${commit} ${edits ?? '?'}`
}

/** A lock of a process that was killed stays for ever: those from before this boot, or old ones, are removed. */
const STALE_AFTER = 10 * 60_000

function removeStaleLocks(gitFolder: string): void {
  for (const name of ['index', 'HEAD', 'config', 'packed-refs', 'shallow']) {
    const path = `${gitFolder}/${name}.lock`
    const state = lstatSync(path, { throwIfNoEntry: false })
    const limit = Math.min(STALE_AFTER, uptime() * 1000)
    if (state?.isFile() && Date.now() - state.mtimeMs > limit) rmSync(path, { force: true })
  }
}
