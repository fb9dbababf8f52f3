import { MachineError } from '../../core/machine.ts'
import type { RepositoryAddress } from './address.ts'
import type { Git } from './program.ts'

/** What is fetched into where. */
export interface Wanted {
  readonly gitFolder: string
  readonly branch: string
  /** Only that branch, and the tags that point into it. */
  readonly onlyBranch: boolean
  /** All tags, not only those on the branches. */
  readonly allTags: boolean
}

/** Fetches branches as `origin`'s and gives the commit of the wanted one. Throws when the server does not have it. */
export async function fetchBranches(git: Git, address: RepositoryAddress, wanted: Wanted): Promise<string> {
  const { gitFolder, branch, onlyBranch, allTags } = wanted
  const tracking = `refs/remotes/origin/${branch}`
  const missing = () => new MachineError(`${address.shown}: there is no branch ${branch}`)
  if ((await git.ask(['check-ref-format', `refs/heads/${branch}`])) === undefined) throw missing()
  const refs = onlyBranch ? `+refs/heads/${branch}:${tracking}` : '+refs/heads/*:refs/remotes/origin/*'
  const tags = allTags && !onlyBranch ? ['--tags', '--force'] : ['--force']
  try {
    await git.run(['fetch', '--quiet', '--no-write-fetch-head', ...tags, '--', address.text, refs], {
      gitFolder,
    })
  } catch (error) {
    const isMissing = error instanceof MachineError && error.message.includes("couldn't find remote ref")
    throw isMissing ? missing() : error
  }
  const commit = await git.ask(['rev-parse', '--verify', '--quiet', `${tracking}^{commit}`], { gitFolder })
  if (commit === undefined) throw missing()
  return commit
}
