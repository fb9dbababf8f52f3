import { posix } from 'node:path'
import { fromBytes } from '../../core/go-string.ts'
import { type DataPath, MachineError, type Present } from '../../core/machine.ts'
import type { Part } from '../accounts/files.ts'
import type { StepContext } from '../step.ts'
import { type Account, findAccount } from './account.ts'
import { keySource } from './key-source.ts'

/** yip asks ten times, a second apart, while nobody answers: the network may be about to come up. */
const tries = 10
const largestAnswer = 16 * 1024 * 1024
/** Milliseconds for one try; yip would wait for ever. */
const timeout = 10 * 60_000

/**
 * Adds keys to a user's authorized_keys, in order, each unless its text is found anywhere in the file. What is in
 * the way of one key does not stop the others. `failures`: whether they fail the step.
 */
export async function* installKeys(
  user: string,
  keys: readonly string[],
  { now }: StepContext,
  at: DataPath,
  failures: 'error' | 'warning',
): Part<void> {
  const dispensable = failures === 'warning'
  const problem = (message: string, where: DataPath = at) =>
    ({ kind: 'problem', severity: failures, message: `keys of ${user}: ${message}`, at: where }) as const
  try {
    const account = findAccount(now, user)
    if (!account.ok) {
      yield problem(account.reason)
      return
    }
    const folder = posix.join(account.home, '.ssh')
    const file = `${folder}/authorized_keys`

    const obstacle = folderObstacle(now, account, folder)
    if (obstacle !== undefined) {
      yield problem(obstacle)
      return
    }
    const { uid, gid } = account
    const there = now.stat(folder)
    if (there === undefined) {
      const made = yield {
        kind: 'make-directory',
        path: folder,
        mode: 0o700,
        umask: 'cut',
        uid,
        gid,
        dispensable,
        at,
      }
      if (!made.ok) return
    } else if (there.uid !== uid || there.gid !== gid) {
      yield { kind: 'set-attributes', path: folder, uid, gid, dispensable, at }
    }
    if (isForeignLink(now, file, account)) {
      yield problem(`${file} ${foreignLink}`)
      return
    }

    const text = new KeyFile(now.text(file))
    const save = () => text.save(file, account, { dispensable, at })
    for (const [index, entry] of keys.entries()) {
      const where = [...at, index]
      const source = keySource(entry)
      if (source.kind === 'literal') {
        text.add(source.key)
      } else if (source.kind === 'unknown') {
        yield problem(`${source.scheme}: is no known key server`, where)
      } else {
        // What is known already must not wait for the network.
        yield* save()
        const answer = yield {
          kind: 'fetch',
          url: source.url,
          tries,
          limit: largestAnswer,
          timeout,
          dispensable,
          at: where,
        }
        if (answer.ok && answer.response !== undefined) text.add(fromBytes(answer.response.body))
      }
    }
    yield* save()
  } catch (error) {
    if (!(error instanceof MachineError)) throw error
    yield problem(error.message)
  }
}

/** The text of an authorized_keys file that keys are added to. */
class KeyFile {
  #text: string
  #isNew: boolean
  #isWanted = false
  #isLonger = false

  constructor(text: string | undefined) {
    this.#text = text ?? ''
    this.#isNew = text === undefined
  }

  /** Appends a key with a line end. An unended last line is ended first, or neither key would count. */
  add(key: string): void {
    this.#isWanted = true
    if (this.#text.includes(key)) return
    const isEnded = this.#text === '' || this.#text.endsWith('\n')
    this.#text += `${isEnded ? '' : '\n'}${key}\n`
    this.#isLonger = true
  }

  /** Writes what was added: a new file with mode 0600; the owner is set only when there is something new in it. */
  async *save(
    path: string,
    { uid, gid }: Account,
    origin: { dispensable: boolean; at: DataPath },
  ): Part<void> {
    if (!this.#isLonger && !(this.#isNew && this.#isWanted)) return
    const mode = this.#isNew ? { mode: 0o600 } : {}
    const owner = this.#isLonger ? { uid, gid } : {}
    yield { kind: 'write-file', path, content: this.#text, ...mode, ...owner, ...origin }
    this.#isNew = false
    this.#isLonger = false
  }
}

const foreignLink = 'is a link that root did not make, to something that is not theirs'

/** What keeps the folder from being made or used, or undefined. */
function folderObstacle(now: Present, account: Account, folder: string): string | undefined {
  if (isForeignLink(now, folder, account)) return `${folder} ${foreignLink}`
  const found = now.stat(folder)
  if (found !== undefined) return found.type === 'directory' ? undefined : `${folder} is no folder`
  if (now.lstat(folder) !== undefined) return `${folder} is a link to nothing`
  const home = now.stat(account.home)
  if (home === undefined) return `the home folder ${account.home} does not exist`
  return home.type === 'directory' ? undefined : `the home ${account.home} is no folder`
}

/**
 * A link that somebody else than root made, to something that does not belong to the user: following it would
 * give away or change what the user has no right to.
 */
function isForeignLink(now: Present, path: string, { uid }: Account): boolean {
  const link = now.lstat(path)
  if (link?.type !== 'symlink' || link.uid === 0) return false
  return now.stat(path)?.uid !== uid
}
