import { resolve } from 'node:path/posix'
import type { Change, DataPath } from '../../core/machine.ts'
import { lockAccountFiles, type Part } from '../accounts/files.ts'
import type { StepContext } from '../step.ts'
import { defaultPath, type Entity } from './entity.ts'
import { readEntity } from './read-entity.ts'

/** An entry of the lists of both steps. */
export interface EntityEntry {
  readonly path?: string
  readonly entity?: string
}

/** An entity, the file it belongs to, and the place of it in the configuration. */
export interface PlannedEntity {
  readonly entity: Entity
  /** Absolute. */
  readonly path: string
  readonly at: DataPath
}

/**
 * Renders and decodes all entries and locks their files; entries that cannot be read are reported and left out.
 * All files are locked before the first is read, so that the order is always that of the shadow tools.
 */
export async function* planEntities(
  entries: readonly EntityEntry[],
  { render, environment, workFolder }: StepContext,
): Part<readonly PlannedEntity[]> {
  const planned: PlannedEntity[] = []
  for (const [index, { path = '', entity: source = '' }] of entries.entries()) {
    const at = [index, 'entity']
    const text = await render(source, at)
    if (text === undefined) continue
    const read = await readEntity(text)
    const severity = read.ok ? 'warning' : 'error'
    for (const remark of read.remarks) yield { kind: 'problem', severity, at, ...remark }
    if (!read.ok) continue
    const file = path === '' ? defaultPath(read.entity.kind, environment) : path
    planned.push({ entity: read.entity, path: resolve(workFolder, file), at: [index] })
  }
  const locked = yield* lockAccountFiles(planned.map(({ path }) => path))
  return locked ? planned : []
}

/** Says that an entity cannot be written. */
export function entityProblem({ path, at }: PlannedEntity, reason: string): Change {
  return { kind: 'problem', severity: 'error', message: `${path}: ${reason}`, at }
}

/** Whether the file of this kind of entity must not be shown. */
export function secrecyOf({ entity }: PlannedEntity): 'secret' | 'open' {
  return entity.kind === 'shadow' || entity.kind === 'gshadow' ? 'secret' : 'open'
}
