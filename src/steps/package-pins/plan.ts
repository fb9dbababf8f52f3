import { folderOf } from '../../core/go-path.ts'
import { makeFolders } from '../directories/make-folders.ts'
import { manners } from '../packages/calls.ts'
import { findManager } from '../packages/manager.ts'
import type { Planning, StepContext } from '../step.ts'
import { type Pin, pinsOf } from './pin.ts'
import {
  aptPreferences,
  patternOf,
  pinnedWorld,
  versionLock,
  versionlockConf,
  versionlockList,
} from './texts.ts'

/** All of `package_pins`, by the means of the system's package manager. */
export async function* planPins(value: Readonly<Record<string, string>>, context: StepContext): Planning {
  const manager = findManager(context.now)
  if (manager === 'pacman' || typeof manager === 'object') {
    const reason =
      manager === 'pacman'
        ? 'pacman cannot hold packages at a version'
        : `the package manager of this system (${manager.unknown}) is not known`
    yield { kind: 'problem', severity: 'warning', message: `${reason}: nothing is pinned` }
    return
  }
  const { pins, empty } = pinsOf(value)
  for (const name of empty) {
    const message = `${name} has no version: it is not pinned`
    yield { kind: 'problem', severity: 'warning', message, at: [name] }
  }
  switch (manager) {
    case 'apt-get':
      return yield* write('/etc/apt/preferences.d/99-yip-pins', aptPreferences(pins), context)
    case 'dnf':
      return yield* lockWithDnf(pins, context)
    case 'zypper':
      return yield* lockWithZypper(pins, context)
    case 'apk': {
      const world = '/etc/apk/world'
      return yield* write(world, pinnedWorld(context.now.text(world) ?? '', pins), context)
    }
  }
}

async function* lockWithDnf(pins: readonly Pin[], context: StepContext): Planning {
  const folder = '/etc/dnf/plugins'
  yield* write(`${folder}/versionlock.conf`, versionlockConf, context)
  const locks: string[] = []
  for (const pin of pins) {
    const spec = await context.render(patternOf(pin), [pin.name])
    if (spec === undefined) return
    const format = '%{name}-%{epoch}:%{version}-%{release}.%{arch}'
    const argv = ['dnf', '-q', 'repoquery', '--qf', format, spec]
    const asked = yield { kind: 'run', command: { argv }, question: true, ...manners('dnf') }
    const lock = versionLock(pin, asked.ok ? (asked.output?.stdout ?? '') : '')
    const isPlanned = asked.ok && asked.skipped !== undefined
    if (!isPlanned && lock === patternOf(pin)) {
      const message = `no package of the repositories is found for ${pin.name} ${pin.version}: ${lock} is locked`
      yield { kind: 'problem', severity: 'warning', message, at: [pin.name] }
    }
    locks.push(lock)
  }
  yield* write(`${folder}/versionlock.list`, versionlockList(locks), context)
}

/** A version that zypper does not take falls back to the package, whatever its version; that failing is no error. */
async function* lockWithZypper(pins: readonly Pin[], context: StepContext): Planning {
  for (const { name, version } of pins) {
    for (const what of [`${name}=${version}`, name]) {
      const rendered = await context.render(what, [name])
      if (rendered === undefined) return
      const argv = ['zypper', '--non-interactive', 'addlock', rendered]
      const at = [name]
      const locked = yield { kind: 'run', command: { argv }, dispensable: true, ...manners('zypper'), at }
      if (locked.ok) break
    }
  }
}

/** Writes a file of the package manager, and its folders. */
async function* write(path: string, content: string, { now }: StepContext): Planning {
  const folder = folderOf(path)
  if (now.stat(folder) === undefined && !(yield* makeFolders(now, folder, { mode: 0o755 }))) return
  yield { kind: 'write-file', path, content, mode: 0o644 }
}
