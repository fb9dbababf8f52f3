import { inFolder } from '../../core/go-path.ts'
import type { Part } from '../accounts/files.ts'
import { installKeys } from '../authorized-keys/install.ts'
import { hostname } from '../hostname.ts'
import type { Planning, StepContext } from '../step.ts'
import { configFolder, keepValues, keysFile, makeConfigFolder } from './keep-values.ts'
import { platformOf, whySkipped } from './platform.ts'
import type { Found, Provider, ProviderContext } from './provider.ts'
import { providers } from './providers/index.ts'
import { type Ended, together } from './together.ts'
import { keepUserData } from './user-data.ts'

/** The value of the step key. */
export interface DataSource {
  readonly providers: readonly string[]
  readonly path: string
  readonly userDataName: string
}

/** Finds user data, keeps it and what else is known of the instance, and applies host name and keys. */
export async function* planDataSource(source: DataSource, context: StepContext): Planning {
  const { now } = context
  const listed = providersOf(source)
  const made = yield makeConfigFolder
  if (!made.ok) return

  const asking = { now, workFolder: context.workFolder, path: source.path }
  const ended = [...(yield* lookAtDiscs(listed, asking, context.clock))]
  if (userDataIn(ended) === undefined) ended.push(...(yield* askTheRest(listed, asking, context.clock)))

  for (const one of ended) if (one.unasked === undefined) yield { kind: 'note', message: noteOf(one) }
  const found = ended.flatMap(({ finding }) => ('failure' in finding ? [] : [finding]))
  const chosen = userDataIn(ended)
  yield* keepValues(chosen === undefined ? found : [chosen, ...found.filter((one) => one !== chosen)])
  if (chosen?.userData === undefined) {
    if (ended.some(({ unasked }) => unasked !== undefined)) return
    yield { kind: 'problem', severity: 'error', ...nothingFound(listed, ended) }
    return
  }
  const place = { folder: folderFor(source, context), name: source.userDataName }
  if (!(yield* keepUserData(chosen.userData, place, context))) return
  yield* applyValues(context)
}

/** Each that is known, once; `file` without a path is none. */
function providersOf({ providers: names, path }: DataSource): readonly Provider[] {
  const wanted = [...new Set(names)].filter((name) => name !== 'file' || path !== '')
  return wanted.flatMap((name) => providers.find((provider) => provider.name === name) ?? [])
}

/** One after the other, until one has user data. */
async function* lookAtDiscs(
  listed: readonly Provider[],
  asking: ProviderContext,
  clock: () => number,
): Part<readonly Ended[]> {
  const ended: Ended[] = []
  for (const provider of listed) {
    const search = provider.discs?.(asking)
    if (search === undefined) continue
    ended.push(...(yield* together([{ name: provider.name, search }], clock)))
    if (userDataIn(ended) !== undefined) break
  }
  return ended
}

/** All at once, but those that cannot be here. */
async function* askTheRest(
  listed: readonly Provider[],
  asking: ProviderContext,
  clock: () => number,
): Part<readonly Ended[]> {
  const platform = platformOf(asking.now)
  const names = listed.map(({ name }) => name)
  const searches = []
  for (const provider of listed) {
    const search = provider.search?.(asking)
    if (search === undefined) continue
    const skipped = whySkipped(provider.name, platform, names)
    if (skipped === undefined) searches.push({ name: provider.name, search })
    else yield { kind: 'note', message: `${provider.name} is not asked`, skipped }
  }
  return yield* together(searches, clock)
}

/** What the quickest of those found that have user data. */
function userDataIn(ended: readonly Ended[]): Found | undefined {
  for (const { finding } of ended) {
    if (!('failure' in finding) && finding.userData !== undefined) return finding
  }
  return undefined
}

function noteOf({ name, finding, tookMs }: Ended): string {
  const time = `${Math.round(tookMs)} ms`
  if ('failure' in finding) return `${name} has nothing (${time}): ${finding.failure}`
  const { values, keys, userData } = finding
  const parts = [
    ...(values.hostname === undefined ? [] : ['host name']),
    `${Object.keys(values).filter((value) => value !== 'hostname').length} other values`,
    ...(keys === undefined ? [] : ['keys']),
    userData === undefined ? 'no user data' : `user data of ${userData.length} bytes`,
  ]
  return `${name} answers (${time}): ${parts.join(', ')}`
}

function nothingFound(
  listed: readonly Provider[],
  ended: readonly Ended[],
): { message: string; help: string } {
  if (listed.length === 0) {
    return {
      message: 'no user data: none of providers is known',
      help: 'name the cloud, or cdrom, or file with path',
    }
  }
  const [only] = ended
  const reason = only !== undefined && 'failure' in only.finding ? `: ${only.finding.failure}` : ''
  return {
    message: `no user data: none of ${listed.map(({ name }) => name).join(', ')} has any${ended.length === 1 ? reason : ''}`,
    help: 'give the instance user data, or name the provider that has it',
  }
}

/** With the provider `file` the path is that of a file, unless there is a folder. */
function folderFor({ path, providers: names }: DataSource, { now, workFolder }: StepContext): string {
  if (path === '') return configFolder
  const full = inFolder(workFolder, path)
  return names.includes('file') && now.stat(full)?.type !== 'directory' ? configFolder : full
}

/** Host name and keys, also those that were there before. */
async function* applyValues(context: StepContext): Planning {
  const { now } = context
  const name = now.text(`${configFolder}/hostname`)
  if (name !== undefined) yield* hostname.plan(name, context)
  const keys = now.text(keysFile)
  if (keys === undefined) return
  const lines = keys.split('\n').map((line) => line.trim())
  const wanted = lines.filter((line) => line !== '' && !line.startsWith('#'))
  yield* installKeys('root', wanted, context, [], 'error')
}
