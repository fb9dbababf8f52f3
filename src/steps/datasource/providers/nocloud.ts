import type { Present } from '../../../core/machine.ts'
import { type Discs, nothingOn, readDiscs } from '../discs.ts'
import { seedFound } from '../nocloud/metadata.ts'
import { seedOf } from '../nocloud/seed.ts'
import { ask, bodyOf, type Finding, failureOf, type Provider, type Search } from '../provider.ts'

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
  async *search({ now }): Search {
    const seed = seedOf(now)
    const { source } = seed
    if (source === undefined || source.startsWith('/')) return noAddress
    const questions = ['user-data', 'meta-data'].map((name) => ({ of: 'nocloud', url: source + name }))
    const [userData, metadata] = yield* ask(questions)
    const body = bodyOf(userData)
    return body === undefined ? { failure: failureOf(userData) } : seedFound(body, bodyOf(metadata), seed)
  },
}

const noAddress: Finding = {
  failure:
    'neither the kernel command line nor the serial number of the machine has ds=nocloud with an address',
}

function seedFolders(now: Present): readonly string[] {
  return (now.list(seedFolder) ?? [])
    .filter((name) => name.startsWith('nocloud'))
    .map((name) => `${seedFolder}/${name}`)
}
