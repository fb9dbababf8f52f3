import { chownSync, writeFileSync } from 'node:fs'
import type { RepositoryLogin } from '../../core/changes/clone-repository.ts'
import { MachineError } from '../../core/machine.ts'
import type { RepositoryAddress } from './address.ts'
import { makePrivateFolder, memoryFolders } from './staging.ts'

/** What git is given so that it can log in and knows whom to expect. */
export interface Access {
  readonly environment: Readonly<Record<string, string>>
  /** Settings of git's, given to it in the environment. */
  readonly settings: readonly (readonly [name: string, value: string])[]
  /** Removes the files that were needed. */
  dispose(): void
}

/** Whose processes must be able to read the files. */
export interface Reader {
  readonly uid: number
  readonly gid: number
}

/**
 * Prepares a login. Nothing secret comes near a command line or the clone's own configuration: passwords stand in the
 * environment of the git processes, from where a helper of one line hands them over, to the origin of the address
 * and no other; a private key lies in a folder of its own while git runs.
 */
export function prepareAccess(
  address: RepositoryAddress,
  login: RepositoryLogin,
  insecure: boolean,
  reader: Reader | undefined,
): Access {
  if (address.transport === 'http') return httpAccess(address, login, insecure)
  if (address.transport === 'ssh') return sshAccess(address, login, insecure, reader)
  return { environment: {}, settings: [], dispose: () => {} }
}

/** What git runs as a helper, through a shell; it is asked with `get`, `store` and `erase`. */
const helper = `!f() { test "$1" = get && printf 'username=%s\\npassword=%s\\n' "$COS_CONFIG_USERNAME" "$COS_CONFIG_PASSWORD"; }; f`

function httpAccess(address: RepositoryAddress, login: RepositoryLogin, insecure: boolean): Access {
  const settings: (readonly [string, string])[] = []
  if (insecure) settings.push(['http.sslVerify', 'false'])
  const { username = address.username, password = address.password ?? '' } = login
  if (username === undefined) return { environment: {}, settings, dispose: () => {} }
  requireOneLine('username', username)
  requireOneLine('password', password)
  settings.push(['http.proactiveAuth', 'basic'], [`credential.${address.origin}.helper`, helper])
  return {
    environment: { COS_CONFIG_USERNAME: username, COS_CONFIG_PASSWORD: password },
    settings,
    dispose: () => {},
  }
}

function requireOneLine(name: string, value: string): void {
  if (/[\r\n\0]/.test(value)) throw new MachineError(`auth.${name} has more than one line`, 'EINVAL')
}

function sshAccess(
  address: RepositoryAddress,
  { privateKey, password, hostKey }: RepositoryLogin,
  insecure: boolean,
  reader: Reader | undefined,
): Access {
  const { folder, dispose: remove } = makePrivateFolder(memoryFolders)
  const dispose = () => {
    process.off('exit', remove)
    remove()
  }
  // Also when the run is ended from outside.
  process.once('exit', remove)
  try {
    const put = (name: string, content: string, mode: number): string => {
      writeFileSync(`${folder}/${name}`, content, { mode, flag: 'wx' })
      if (reader) chownSync(`${folder}/${name}`, reader.uid, reader.gid)
      return `${folder}/${name}`
    }
    if (reader) chownSync(folder, reader.uid, reader.gid)
    const options = ['ConnectTimeout=30', 'ServerAliveInterval=30', 'ServerAliveCountMax=4']
    const environment: Record<string, string> = {}
    if (privateKey !== undefined) {
      const key = put('key', privateKey.endsWith('\n') ? privateKey : `${privateKey}\n`, 0o600)
      options.push(`IdentityFile=${key}`, 'IdentitiesOnly=yes')
    }
    if (privateKey !== undefined && password !== undefined) {
      // ssh asks a program for what a key is locked with, even without a terminal.
      environment.SSH_ASKPASS = put('ask', `#!/bin/sh\nprintf '%s\\n' "$COS_CONFIG_PASSWORD"\n`, 0o700)
      environment.SSH_ASKPASS_REQUIRE = 'force'
      environment.DISPLAY = 'none'
      environment.COS_CONFIG_PASSWORD = password
      options.push('NumberOfPasswordPrompts=1', 'PreferredAuthentications=publickey')
    } else {
      options.push('BatchMode=yes')
    }
    if (insecure)
      options.push(
        'StrictHostKeyChecking=no',
        'UserKnownHostsFile=/dev/null',
        'GlobalKnownHostsFile=/dev/null',
      )
    else options.push('StrictHostKeyChecking=yes')
    if (!insecure && hostKey !== undefined) {
      const known = put('known_hosts', `${address.host} ${hostKeyOf(hostKey)}\n`, 0o600)
      options.push(`UserKnownHostsFile=${known}`, 'GlobalKnownHostsFile=/dev/null', 'CheckHostIP=no')
    }
    // Only words of ours: neither the folder's name nor an option has a blank or a quote in it.
    environment.GIT_SSH_COMMAND = ['ssh', ...options.map((option) => `-o ${option}`)].join(' ')
    environment.GIT_SSH_VARIANT = 'ssh'
    return { environment, settings: [], dispose }
  } catch (error) {
    dispose()
    throw error
  }
}

/** Type and key of a line of known_hosts, of authorized_keys, or of a `.pub` file. */
function hostKeyOf(text: string): string {
  const found = /(?:^|\s)((?:ssh|ecdsa|sk)-[\w@.-]+\s+[A-Za-z0-9+/]+=*)(?=\s|$)/.exec(text)?.[1]
  if (found === undefined) {
    throw new MachineError('auth.public_key is no host key; write it as in `ssh-ed25519 AAAA...`', 'EINVAL')
  }
  return found
}
