import type { Change, ChangeOutcome, ReadVolumes, Volume } from '../../core/machine.ts'
import { type Search, SIZE_LIMIT } from './provider.ts'

/** Which volumes are looked at, and which of their files. */
export type Discs = Pick<ReadVolumes, 'labels' | 'opticalDrives' | 'files'>

/** The volumes in their order; none where no device can be touched. */
export async function* readDiscs(discs: Discs): AsyncGenerator<Change, readonly Volume[], ChangeOutcome> {
  const outcome = yield { kind: 'read-volumes', ...discs, limit: SIZE_LIMIT }
  return (outcome.ok && outcome.volumes) || []
}

/** User data is the first of the files that a volume has, of the first volume where it is not empty. */
export async function* firstOnDiscs(discs: Discs): Search {
  const volumes = yield* readDiscs(discs)
  for (const { files } of volumes) {
    const name = discs.files.find((file) => files[file] !== undefined)
    const userData = name === undefined ? undefined : files[name]
    if (userData !== undefined && userData.length > 0) return { values: {}, userData }
  }
  return { failure: nothingOn(volumes, discs) }
}

/** Why the volumes were of no use. */
export function nothingOn(volumes: readonly Volume[], { labels, files }: Discs): string {
  if (volumes.length === 0) return `there is no disc, and no volume named ${labels[0]}`
  return volumes
    .map(({ device, trouble }) => trouble ?? `${device} has no data in ${files.join(' or ')}`)
    .join('; ')
}
