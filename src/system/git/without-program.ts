import fs, { appendFileSync, rmSync } from 'node:fs'
import git, { type ServerRef } from 'isomorphic-git'
import type { RepositoryLogin } from '../../core/changes/clone-repository.ts'
import { MachineError } from '../../core/machine.ts'
import { errorCode } from '../system-error.ts'
import type { RepositoryAddress } from './address.ts'
import { httpClient } from './http-client.ts'
import { makeParents, settingsOf } from './new-clone.ts'
import { makeStaging, moveFolder, outOfReach } from './staging.ts'

/** What to clone or update, and how. */
export interface WantedClone {
  readonly path: string
  readonly branch: string | undefined
  readonly onlyBranch: boolean
  readonly login: RepositoryLogin
  readonly insecure: boolean
  /** There is a clone already. */
  readonly isThere: boolean
}

/**
 * Clones and updates over https and http where git is not installed, as the git program does elsewhere. It holds
 * what it fetches in memory, so the program is used where there is one. True when something changed.
 */
export async function cloneWithoutProgram(
  address: RepositoryAddress,
  wanted: WantedClone,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<boolean> {
  const server: Server = {
    http: httpClient(address.shown, environment, { insecure: wanted.insecure }),
    url: address.text,
    get headers() {
      return authorization(address, wanted.login)
    },
  }
  try {
    const target = await serverState(server, address.shown, wanted.branch)
    if (wanted.isThere)
      return await outOfReach(wanted.path, (gitdir) => update(server, target, gitdir, wanted))
    await make(server, target, wanted, address)
    return true
  } catch (error) {
    if (error instanceof MachineError) throw error
    throw new MachineError(`${address.shown}: ${reasonOf(error)}`, errorCode(error))
  }
}

interface Server {
  readonly http: ReturnType<typeof httpClient>
  readonly url: string
  /** A new object each time: the library adds to it. */
  readonly headers: Record<string, string>
}

/** A branch, and where the server has it, with the tags that it has. */
interface Target {
  readonly branch: string
  readonly commit: string
  readonly tags: readonly ServerRef[]
}

function authorization(address: RepositoryAddress, login: RepositoryLogin): Record<string, string> {
  const { username = address.username, password = address.password ?? '' } = login
  if (username === undefined) return {}
  return { Authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}` }
}

async function serverState(server: Server, shown: string, named: string | undefined): Promise<Target> {
  const refs = await git.listServerRefs({ ...server, symrefs: true, peelTags: true })
  const heads = refs.filter(({ ref }) => ref.startsWith('refs/heads/'))
  if (heads.length === 0) throw new MachineError(`${shown}: the repository is empty`)
  const head = refs.find(({ ref }) => ref === 'HEAD')
  const wanted =
    named === undefined
      ? (head?.target ?? heads.find(({ oid }) => oid === head?.oid)?.ref)
      : `refs/heads/${named}`
  const found = heads.find(({ ref }) => ref === wanted)
  const tags = refs.filter(({ ref }) => ref.startsWith('refs/tags/'))
  if (found !== undefined) return { branch: found.ref.slice('refs/heads/'.length), commit: found.oid, tags }
  throw new MachineError(
    named === undefined
      ? `${shown}: the server names no default branch; write one into branch`
      : `${shown}: there is no branch ${named}`,
  )
}

async function make(
  server: Server,
  target: Target,
  wanted: WantedClone,
  address: RepositoryAddress,
): Promise<void> {
  const { path, onlyBranch } = wanted
  const staging = makeStaging(path)
  const gitdir = `${staging.folder}/.git`
  let made: string | undefined
  try {
    await git.init({ fs, dir: staging.folder, gitdir, defaultBranch: target.branch })
    appendFileSync(`${gitdir}/config`, settingsOf(address.text, target.branch, onlyBranch))
    await fetch(server, target, gitdir, { onlyBranch, allTags: true })
    if (onlyBranch && wanted.branch === undefined) {
      await git.deleteRef({ fs, gitdir, ref: `refs/remotes/origin/${target.branch}` })
    }
    made = makeParents(path)
    await checkOut(target, gitdir, path)
    moveFolder(gitdir, `${path}/.git`)
  } catch (error) {
    if (made !== undefined) rmSync(made, { recursive: true, force: true })
    throw error
  } finally {
    staging.dispose()
  }
}

async function update(
  server: Server,
  target: Target,
  gitdir: string,
  { path, onlyBranch }: WantedClone,
): Promise<boolean> {
  const [branch, commit] = await Promise.all([
    git.currentBranch({ fs, gitdir, dir: path }),
    git.resolveRef({ fs, gitdir, ref: 'HEAD' }).catch(() => undefined),
  ]).catch(() => {
    throw new MachineError(`${path}/.git is no repository; move it away to clone anew`)
  })
  const isCurrent = branch === target.branch && commit === target.commit
  if (isCurrent && !(await isEdited(gitdir, path))) return false
  if (!isCurrent) await fetch(server, target, gitdir, { onlyBranch, allTags: false })
  await checkOut(target, gitdir, path)
  return true
}

async function fetch(
  server: Server,
  { branch, commit, tags }: Target,
  gitdir: string,
  { onlyBranch, allTags }: { readonly onlyBranch: boolean; readonly allTags: boolean },
): Promise<void> {
  const rest = { fs, gitdir, remote: 'origin' }
  await git.fetch({ ...rest, ...server, ref: branch, singleBranch: onlyBranch, tags: allTags && !onlyBranch })
  await git.writeRef({ fs, gitdir, ref: `refs/remotes/origin/${branch}`, value: commit, force: true })
  if (allTags && !onlyBranch) return
  // Tags that point into what was fetched come with it.
  for (const { ref, oid, peeled = oid } of tags) {
    if (!(await isHere(gitdir, peeled))) continue
    if (!(await isHere(gitdir, oid)))
      await git.fetch({ ...rest, ...server, ref, singleBranch: true, tags: true })
    await git.writeRef({ fs, gitdir, ref, value: oid, force: true })
  }
}

async function isHere(gitdir: string, oid: string): Promise<boolean> {
  return git.readObject({ fs, gitdir, oid, format: 'deflated' }).then(
    () => true,
    () => false,
  )
}

async function checkOut({ branch, commit }: Target, gitdir: string, dir: string): Promise<void> {
  await git.writeRef({ fs, gitdir, ref: `refs/heads/${branch}`, value: commit, force: true })
  await git.checkout({ fs, gitdir, dir, ref: branch, force: true })
}

/** Whether a file that git knows is another one in the work tree. */
async function isEdited(gitdir: string, dir: string): Promise<boolean> {
  const states = await git.statusMatrix({ fs, gitdir, dir })
  return states.some(([, head, work]) => head === 1 && work !== 1)
}

function reasonOf(error: unknown): string {
  const status = statusOf(error)
  if (status === 401 || status === 403)
    return 'the server wants a login, or another one; see auth.username and auth.password'
  if (status === 404) return 'there is no repository'
  if (status !== undefined) return `the server answers with status ${status}`
  return error instanceof Error ? error.message : String(error)
}

function statusOf(error: unknown): number | undefined {
  if (!(error instanceof git.Errors.HttpError)) return undefined
  return error.data.statusCode
}
