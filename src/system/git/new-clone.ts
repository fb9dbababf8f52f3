import { appendFileSync, existsSync, mkdirSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import type { RepositoryAddress } from './address.ts'
import { fetchBranches } from './fetch-branches.ts'
import type { Git } from './program.ts'
import { serverBranch } from './server-branch.ts'
import { makeStaging, moveFolder } from './staging.ts'

/** What to clone, and to where. */
export interface NewClone {
  /** The work tree, a host path without links. */
  readonly path: string
  readonly branch: string | undefined
  readonly onlyBranch: boolean
  /** What the clone is to remember as its origin. */
  readonly origin: string
}

/**
 * Fetches into a folder aside, then puts the files into place and `.git` last: a run that is cut short is
 * completed by the next one. When it fails, nothing is left of folders that were not there.
 */
export async function makeClone(git: Git, address: RepositoryAddress, wanted: NewClone): Promise<void> {
  const { path, onlyBranch, origin } = wanted
  const staging = makeStaging(path)
  let made: string | undefined
  try {
    const branch = wanted.branch ?? (await serverBranch(git, address))
    await git.run(['init', '--quiet', '--template=', '--', staging.folder])
    const gitFolder = `${staging.folder}/.git`
    const commit = await fetchBranches(git, address, { gitFolder, branch, onlyBranch, allTags: true })
    // As yip's: one branch that nobody named is not followed.
    if (onlyBranch && wanted.branch === undefined) {
      await git.run(['update-ref', '-d', `refs/remotes/origin/${branch}`], { gitFolder })
    }
    appendFileSync(`${gitFolder}/config`, settingsOf(origin, branch, onlyBranch))
    made = makeParents(path)
    await git.run(['-C', path, 'checkout', '--quiet', '--force', '--no-track', '-B', branch, commit, '--'], {
      gitFolder,
      workTree: path,
    })
    moveFolder(gitFolder, `${path}/.git`)
  } catch (error) {
    if (made !== undefined) rmSync(made, { recursive: true, force: true })
    throw error
  } finally {
    staging.dispose()
  }
}

/** Makes `path` and what is missing above it; the uppermost folder that was made, if any. */
export function makeParents(path: string): string | undefined {
  let uppermost: string | undefined
  for (let at = path; !existsSync(at); at = dirname(at)) uppermost = at
  mkdirSync(path, { recursive: true, mode: 0o755 })
  return uppermost
}

/** What a clone remembers of where it comes from, as lines of its configuration. */
export function settingsOf(origin: string, branch: string, onlyBranch: boolean): string {
  const fetched = onlyBranch ? branch : '*'
  return [
    '[remote "origin"]',
    `\turl = ${quoted(origin)}`,
    `\tfetch = ${quoted(`+refs/heads/${fetched}:refs/remotes/origin/${fetched}`)}`,
    `[branch ${quoted(branch)}]`,
    '\tremote = origin',
    `\tmerge = ${quoted(`refs/heads/${branch}`)}`,
    '',
  ].join('\n')
}

/** git-config(1), "Syntax". Addresses and branches have no control characters. */
function quoted(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`
}
