import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { alternate } from '../alternate.ts'
import { type Engine, stageCommand } from '../engine.ts'
import type { Finding } from '../finding.ts'
import { peakMemory } from '../peak-memory.ts'
import { pairwise, spreadOf } from '../statistics.ts'
import { type Bench, inputs } from './row.ts'

const layers = 4
const filesOfLayer = 5_000
/** In bytes, all files together 500 MB. */
const sizeOfFile = 26_214

const image = `${inputs}/image`
const target = '/opt/image'

/** A container image of 20,000 files in 500 MB, unpacked by us and, layer after layer, by tar(1). */
export async function images({ engines, pacer, quick }: Bench): Promise<Finding[]> {
  const ours = engines.find(({ id }) => id === 'ours')
  if (!ours) return []
  const archives = await makeImage((command) => pacer.must(command))
  writeFileSync(
    `${inputs}/images.yaml`,
    `stages:\n  images:\n    - unpack_images:\n        - {source: "oci-layout:${image}", target: ${target}}\n`,
  )
  const extract = `${inputs}/extract.sh`
  writeFileSync(extract, archives.map((path) => `tar -xzf ${path} -C ${target}\n`).join(''))
  const tar: Engine = { id: 'yip', command: `sh ${extract}` }
  const command = (engine: Engine) =>
    engine === ours ? stageCommand(ours, 'images', [`${inputs}/images.yaml`]) : tar.command
  const empty = `rm -rf ${target} && mkdir -p ${target}`
  const rounds = quick ? 1 : 3
  const series = await alternate(
    [ours, tar],
    { minRounds: rounds, maxRounds: rounds, budgetMs: 0 },
    async (engine) => {
      await pacer.must(empty)
      return { wall: (await pacer.time(command(engine))).perRun }
    },
  )
  await pacer.must(empty)
  const peak = await peakMemory(pacer, command(ours))
  await pacer.must(`rm -rf ${target} ${image} ${inputs}/layer-*`)
  const [mine, theirs] = [series('wall').get('ours') ?? [], series('wall').get('yip') ?? []]
  const shared = { rounds, runs: 1, trouble: undefined } as const
  return [
    {
      what: `image of 20,000 files in 500 MB (tar -x takes ${Math.round(spreadOf(theirs).median)} ms)`,
      unit: 'ms',
      engines: { ours: spreadOf(mine) },
      judged: { of: 'ours', value: spreadOf(pairwise(mine, theirs)) },
      limit: 2,
      ...shared,
    },
    {
      what: `peak memory while it is unpacked (${peak.method})`,
      unit: 'MiB',
      engines: { ours: spreadOf([peak.mib]) },
      judged: { of: 'ours', value: spreadOf([peak.mib]) },
      limit: 150,
      ...shared,
    },
  ]
}

/** Writes the image as an OCI layout; gives the archives of its layers. */
async function makeImage(must: (command: string) => Promise<unknown>): Promise<string[]> {
  mkdirSync(`${image}/blobs/sha256`, { recursive: true })
  const store = (path: string) => {
    const content = readFileSync(path)
    const hex = createHash('sha256').update(content).digest('hex')
    renameSync(path, `${image}/blobs/sha256/${hex}`)
    return { digest: `sha256:${hex}`, size: content.length, path: `${image}/blobs/sha256/${hex}` }
  }
  const stored = []
  for (let layer = 0; layer < layers; layer++) {
    const folder = `${inputs}/layer-${layer}`
    for (let file = 0; file < filesOfLayer; file++) {
      const below = `${folder}/usr/share/layer-${layer}/${Math.floor(file / 50)}`
      if (file % 50 === 0) mkdirSync(below, { recursive: true })
      writeFileSync(`${below}/${file}`, content(layer * filesOfLayer + file))
    }
    await must(`tar -czf ${folder}.tar.gz -C ${folder} .`)
    rmSync(folder, { recursive: true })
    stored.push(store(`${folder}.tar.gz`))
  }
  const document = (name: string, value: unknown) => {
    writeFileSync(`${inputs}/${name}`, JSON.stringify(value))
    return store(`${inputs}/${name}`)
  }
  const manifest = document('manifest.json', {
    schemaVersion: 2,
    config: { ...document('config.json', {}), mediaType: 'application/vnd.oci.image.config.v1+json' },
    layers: stored.map((layer) => ({ ...layer, mediaType: 'application/vnd.oci.image.layer.v1.tar+gzip' })),
  })
  writeFileSync(`${image}/index.json`, JSON.stringify({ schemaVersion: 2, manifests: [manifest] }))
  return stored.map(({ path }) => path)
}

/** Half words, half noise: it packs about as programs do. The same in each run. */
function content(seed: number): Buffer {
  const bytes = Buffer.alloc(sizeOfFile, `file ${seed} of the image `)
  let state = seed + 1
  for (let at = 0; at < sizeOfFile / 2; at += 4) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    bytes.writeUInt32LE(state, at)
  }
  return bytes
}
