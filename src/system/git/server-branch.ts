import { MachineError } from '../../core/machine.ts'
import type { RepositoryAddress } from './address.ts'
import type { Git } from './program.ts'

/** The branch that a server names as its own. Throws when it has none. */
export async function serverBranch(git: Git, { text, shown }: RepositoryAddress): Promise<string> {
  const head = await git.run(['ls-remote', '--symref', '--', text, 'HEAD'])
  const named = /^ref: refs\/heads\/(\S+)\tHEAD$/m.exec(head)?.[1]
  if (named !== undefined) return named
  const commit = /^([0-9a-f]{40,64})\tHEAD$/m.exec(head)?.[1]
  const branches = [
    ...(await git.run(['ls-remote', '--heads', '--', text])).matchAll(/^(\S+)\trefs\/heads\/(\S+)$/gm),
  ]
  // A server of old does not say which one it means: the one at the same commit, the usual names first.
  const found = branches.filter(([, id]) => id === commit).map(([, , name]) => name)
  const branch = ['master', 'main'].find((name) => found.includes(name)) ?? found[0]
  if (branch !== undefined) return branch
  throw new MachineError(
    branches.length === 0
      ? `${shown}: the repository is empty`
      : `${shown}: the server names no default branch; write one into branch`,
  )
}
