import type { RepositoryLogin } from '../../core/changes/clone-repository.ts'
import { inFolder } from '../../core/go-path.ts'
import type { Git } from '../git.ts'
import type { Planning, StepContext } from '../step.ts'

/** Plans the one change there is, with what is written nowhere left out. */
export async function* planClone(
  { url = '', path: written = '', branch = '', branch_only: onlyBranch = false, auth = {} }: Git,
  { now, workFolder }: StepContext,
): Planning {
  if (written === '') {
    yield {
      kind: 'problem',
      severity: 'error',
      message: 'the repository has no place',
      help: 'name the folder to clone into in path',
      at: ['path'],
    }
    return
  }
  const path = inFolder(workFolder, written)
  yield {
    kind: 'clone-repository',
    url: isRelative(url) ? inFolder(workFolder, url) : url,
    path,
    ...(branch !== '' && { branch }),
    onlyBranch,
    login: loginOf(auth),
    insecure: auth.insecure ?? false,
    isUpdate: now.lstat(`${path}/.git`) !== undefined,
    at: [],
  }
}

/** A path from the work folder; what has a colon before its first slash is an address. */
function isRelative(url: string): boolean {
  return !url.startsWith('/') && !/^[^/]*:/.test(url)
}

function loginOf(auth: NonNullable<Git['auth']>): RepositoryLogin {
  const { username, password, private_key: privateKey, public_key: hostKey } = auth
  return {
    ...(username !== undefined && { username }),
    ...(password !== undefined && { password }),
    ...(privateKey !== undefined && { privateKey }),
    ...(hostKey !== undefined && { hostKey }),
  }
}
