import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import type { Test } from 'tap'
import type { CloneRepository } from '../../../src/core/changes/clone-repository.ts'
import { cloneRepository } from '../../../src/system/git/clone-repository.ts'
import { SafePaths } from '../../../src/system/safe-paths.ts'
import { temporaryFolder } from '../temporary-folder.ts'

/** Runs git as a person would, without that person's own settings. */
export function git(folder: string, ...words: readonly string[]): string {
  const names = {
    GIT_AUTHOR_NAME: 'A',
    GIT_AUTHOR_EMAIL: 'a@b',
    GIT_COMMITTER_NAME: 'A',
    GIT_COMMITTER_EMAIL: 'a@b',
  }
  return execFileSync('git', ['-c', 'safe.directory=*', '-C', folder, ...words], {
    encoding: 'utf8',
    env: { PATH: process.env.PATH ?? '', GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1', ...names },
    stdio: ['ignore', 'pipe', 'ignore'],
  }).trim()
}

/** Writes files into a work tree and commits them. */
export function commit(folder: string, files: Readonly<Record<string, string>>): string {
  for (const [name, content] of Object.entries(files)) writeFileSync(`${folder}/${name}`, content)
  git(folder, 'add', '-A')
  git(folder, 'commit', '-qm', 'next')
  return git(folder, 'rev-parse', 'HEAD')
}

/** A repository with the branches `main` (its default) and `dev`, and a folder for clones beside it. */
export function repository(t: Test): { readonly source: string; readonly folder: string } {
  const folder = temporaryFolder(t)
  const source = `${folder}/source`
  mkdirSync(source)
  git(source, 'init', '-q', '-b', 'main')
  commit(source, { 'a.txt': 'one\n' })
  git(source, 'checkout', '-q', '-b', 'dev')
  commit(source, { 'dev.txt': 'dev\n' })
  git(source, 'checkout', '-q', 'main')
  return { source, folder }
}

/** Clones as a step does, on this machine. */
export function clone(
  change: Omit<CloneRepository, 'kind'>,
  environment: Readonly<Record<string, string>> = {},
): Promise<boolean> {
  return cloneRepository(
    { kind: 'clone-repository', ...change },
    {
      environment: { PATH: process.env.PATH ?? '', ...environment },
      paths: new SafePaths('/'),
      timeout: 60_000,
    },
  )
}
