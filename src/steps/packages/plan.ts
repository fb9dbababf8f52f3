import type { Decoded } from '../../core/config/shape.ts'
import type { packagesShape } from '../packages.ts'
import type { Planning, StepContext } from '../step.ts'
import { calls, manners } from './calls.ts'
import { findManager } from './manager.ts'

/** All of `packages`: refresh, upgrade, install, remove; the first failure ends it. */
export async function* planPackages(value: Decoded<typeof packagesShape>, context: StepContext): Planning {
  const { install, remove, refresh = false, upgrade = false } = value
  const hasMore = refresh || (install ?? []).length > 0 || (remove ?? []).length > 0
  if (!hasMore && !upgrade) return
  const manager = findManager(context.now)
  if (typeof manager === 'object') {
    const message = `the package manager of this system (${manager.unknown}) is not known`
    yield { kind: 'problem', severity: 'error', message, help: 'call it in commands' }
    return
  }
  const wanted = [
    { key: 'refresh', names: refresh ? [] : undefined },
    { key: 'upgrade', names: upgrade ? [] : undefined },
    // An empty list makes a call of its own only beside something else, as in yip.
    { key: 'install', names: hasMore ? install : undefined },
    { key: 'remove', names: hasMore ? remove : undefined },
  ] as const
  for (const { key, names } of wanted) {
    if (names === undefined) continue
    const line = await context.render([manager, calls[manager][key], ...names].join(' '), [key])
    if (line === undefined) return
    const done = yield { kind: 'run', command: { shell: line }, ...manners(manager), at: [key] }
    if (!done.ok) return
  }
}
