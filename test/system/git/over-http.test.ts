/** Clones over http, with the git program and without it: the same comes of both. */
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import t from 'tap'
import { clone, commit, git, repository } from './repositories.ts'
import { serveRepositories } from './serve-repositories.ts'

const ways = { 'with git': {}, 'without git': { PATH: '/nowhere' } }

for (const [way, environment] of Object.entries(ways)) {
  t.test(`${way}: a clone is made and updated`, async (t) => {
    const { source, folder } = repository(t)
    symlinkSync('a.txt', `${source}/link`)
    writeFileSync(`${source}/run`, '#!/bin/sh\n', { mode: 0o755 })
    const first = commit(source, {})
    git(source, 'tag', 'light')
    git(source, 'tag', '-m', 'annotated', 'heavy')
    git(source, 'tag', '-m', 'elsewhere', 'other', 'dev')
    const { port } = await serveRepositories(t, folder)
    const url = `http://127.0.0.1:${port}/source/.git`
    const path = `${folder}/x/clone`
    t.equal(await clone({ url, path }, environment), true)
    t.equal(git(path, 'rev-parse', 'HEAD'), first)
    t.equal(readlinkSync(`${path}/link`), 'a.txt')
    t.equal(lstatSync(`${path}/run`).mode & 0o777, 0o755)
    t.equal(git(path, 'status', '--porcelain'), '')
    t.equal(git(path, 'tag'), 'heavy\nlight\nother')
    t.equal(git(path, 'config', 'remote.origin.url'), url)
    t.equal(await clone({ url, path }, environment), false, 'nothing is new')

    writeFileSync(`${path}/mine`, 'mine')
    writeFileSync(`${path}/a.txt`, 'edited')
    t.equal(await clone({ url, path }, environment), true)
    t.equal(git(path, 'status', '--porcelain'), '?? mine', 'edits are gone')
    git(source, 'rm', '-q', 'run')
    const second = commit(source, { 'a.txt': 'two\n', 'new.txt': 'new\n' })
    writeFileSync(`${path}/a.txt`, 'edited')
    t.equal(await clone({ url, path }, environment), true)
    t.equal(git(path, 'rev-parse', 'HEAD', 'origin/main'), `${second}\n${second}`)
    t.equal(git(path, 'status', '--porcelain'), '?? mine')
    t.notOk(existsSync(`${path}/run`))
    t.equal(await clone({ url, path, branch: 'dev' }, environment), true)
    t.equal(git(path, 'symbolic-ref', 'HEAD'), 'refs/heads/dev')
    t.ok(existsSync(`${path}/dev.txt`))
    t.strictSame(readdirSync(`${folder}/x`), ['clone'])
  })

  t.test(`${way}: one branch alone brings the tags that point into it`, async (t) => {
    const { source, folder } = repository(t)
    git(source, 'tag', '-m', 'annotated', 'heavy')
    git(source, 'tag', 'elsewhere', 'dev')
    const { port } = await serveRepositories(t, folder)
    const path = `${folder}/clone`
    await clone(
      { url: `http://127.0.0.1:${port}/source/.git`, path, branch: 'main', onlyBranch: true },
      environment,
    )
    const refs = git(path, 'for-each-ref', '--format=%(refname)')
    t.equal(refs, 'refs/heads/main\nrefs/remotes/origin/main\nrefs/tags/heavy')
  })

  t.test(`${way}: a login is sent, and only to its server`, async (t) => {
    const { folder } = repository(t)
    const { port } = await serveRepositories(t, folder)
    const url = `http://127.0.0.1:${port}/private/source/.git`
    const path = `${folder}/x/clone`
    const login = { username: 'me', password: 'pw 1' }
    await t.rejects(clone({ url, path }, environment), { message: /the server wants a login/ })
    await t.rejects(clone({ url, path, login: { ...login, password: 'no' } }, environment), {
      message: /login/,
    })
    t.notOk(existsSync(`${folder}/x`))
    t.equal(await clone({ url, path, login }, environment), true)
    t.equal(
      await clone({ url: url.replace('://', '://me:pw%201@'), path }, environment),
      false,
      'from the address, too',
    )
    t.notMatch(readFileSync(`${path}/.git/config`, 'utf8'), /pw|me:/)
  })

  t.test(`${way}: what fails says why and leaves nothing`, async (t) => {
    const { source, folder } = repository(t)
    const { port } = await serveRepositories(t, folder)
    const at = (name: string) => `http://127.0.0.1:${port}/${name}`
    const path = `${folder}/x/clone`
    await t.rejects(clone({ url: at('none.git'), path }, environment), { message: /there is no repository/ })
    await t.rejects(clone({ url: at('source/.git'), path, branch: 'nope' }, environment), {
      message: /no branch nope/,
    })
    await t.rejects(clone({ url: 'http://127.0.0.1:1/r', path }, environment), {
      message: /the connection is refused/,
    })
    t.strictSame(readdirSync(folder), ['source'])
    t.equal(await clone({ url: at('moved/source/.git'), path }, environment), true, 'a redirect is followed')

    mkdirSync(`${source}/sub`)
    commit(source, { 'sub/x': 'from the repository\n' })
    const outside = `${folder}/outside`
    const target = `${folder}/linked`
    mkdirSync(outside)
    mkdirSync(target)
    symlinkSync(outside, `${target}/sub`)
    await clone({ url: at('source/.git'), path: target }, environment).catch(() => {})
    t.strictSame(readdirSync(outside), [], 'a link that was there is not followed')
  })
}

t.test('without git only http helps', async (t) => {
  const { source, folder } = repository(t)
  for (const url of [source, `file://${source}`, 'git@127.0.0.1:r.git']) {
    await t.rejects(
      clone({ url, path: `${folder}/c` }, { PATH: '/nowhere' }),
      { message: /git is not installed/ },
      url,
    )
  }
})
