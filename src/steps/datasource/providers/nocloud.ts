import type { Present } from '../../../core/machine.ts'
import { type Discs, nothingOn, readDiscs } from '../discs.ts'
import { seedFound } from '../nocloud/metadata.ts'
import { type Seed, seedOf } from '../nocloud/seed.ts'
import { ask, bodyOf, failureOf, type Provider, type Search } from '../provider.ts'

const seedFolder = '/var/lib/cloud/seed'

const volumes: Discs = {
  labels: ['cidata', 'CIDATA'],
  opticalDrives: false,
  files: ['user-data', 'meta-data'],
}

/**
 * NoCloud as cloud-init knows it: user-data and meta-data in a seed folder, on a volume named cidata, or at an address
 * that the kernel command line or the serial number of the machine names.
 */
export const nocloud: Provider = {
  name: 'nocloud',
  async *discs({ now }): Search {
    const seed = seedOf(now)
    const own = seed.source?.startsWith('/') ? [seed.source] : []
    for (const folder of [...own, ...seedFolders(now)]) {
      const userData = now.bytes(`${folder}/user-data`)
      if (userData !== undefined) return seedFound(userData, now.bytes(`${folder}/meta-data`), seed)
    }
    const found = yield* readDiscs(volumes)
    for (const { files } of found) {
      const { 'user-data': userData, 'meta-data': metadata } = files
      if (userData !== undefined) return seedFound(userData, metadata, seed)
    }
    return { failure: `no ${seedFolder}/nocloud, and ${nothingOn(found, volumes)}` }
  },
  search({ now }) {
    const seed = seedOf(now)
    return seed.source === undefined || seed.source.startsWith('/') ? undefined : askFor(seed.source, seed)
  },
}

async function* askFor(address: string, seed: Seed): Search {
  const questions = ['user-data', 'meta-data'].map((name) => ({ of: 'nocloud', url: address + name }))
  const [userData, metadata] = yield* ask(questions)
  const body = bodyOf(userData)
  return body === undefined ? { failure: failureOf(userData) } : seedFound(body, bodyOf(metadata), seed)
}

function seedFolders(now: Present): readonly string[] {
  return (now.list(seedFolder) ?? [])
    .filter((name) => name.startsWith('nocloud'))
    .map((name) => `${seedFolder}/${name}`)
}
