import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { execa } from 'execa'

export const here = dirname(fileURLToPath(import.meta.url))
export const top = join(here, '../..')

/** Where trees, images and disks are kept between runs, each under what it is made of. */
const cache = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'cos-config-vm')

/** What all machines of a run start from. */
export interface Disk {
  readonly folder: string
  readonly kernel: string
  readonly raw: string
  /** Begin in bytes and size in megabytes of each partition, by its label. */
  readonly partitions: ReadonlyMap<string, { readonly start: number; readonly megabytes: number }>
  initrd(variant: 'none' | 'slim' | 'full'): string
}

/** Builds what is not in the cache: the tree, the image with both initrds, the disk. */
export async function buildDisk(): Promise<Disk> {
  const treeKey = digest([join(here, 'build/tree.sh')])
  const tree = await cached(`tree-${treeKey}`, async (folder) => {
    console.log('# building the tree of Debian: minutes')
    await execa(join(here, 'build/tree.sh'), [`${folder}.tar`], { stdio: ['ignore', 'inherit', 'inherit'] })
    await execa('tar', ['-xf', `${folder}.tar`, '-C', folder])
    rmSync(`${folder}.tar`)
  })
  const engine = join(top, 'dist/cos-config')
  const key = digest([join(here, 'build'), join(here, 'guest'), join(top, 'stages'), engine], treeKey)
  const folder = await cached(`disk-${key}`, async (folder) => {
    console.log('# building image, initrds and disk: minutes')
    const inNamespace = ['--mount', '--propagation', 'private', join(here, 'build/image.sh')]
    await execa('unshare', [...inNamespace, tree, engine, join(here, 'guest'), folder])
    await execa(join(here, 'build/disk.sh'), [folder])
  })
  const partitions = readFileSync(join(folder, 'partitions'), 'utf8').trim().split('\n')
  return {
    folder,
    kernel: join(folder, 'vmlinuz'),
    raw: join(folder, 'disk.raw'),
    partitions: new Map(
      partitions.map((line) => {
        const [label = '', start, megabytes] = line.split(' ')
        return [label, { start: Number(start) * 512, megabytes: Number(megabytes) }]
      }),
    ),
    initrd: (variant) => join(folder, `initrd-${variant}`),
  }
}

/** Makes a folder of the cache once; what is only half made is not taken for it. Older ones of the kind go. */
async function cached(name: string, make: (folder: string) => Promise<void>): Promise<string> {
  const folder = join(cache, name)
  if (statSync(folder, { throwIfNoEntry: false }) !== undefined) return folder
  const kind = name.slice(0, name.indexOf('-') + 1)
  mkdirSync(cache, { recursive: true })
  for (const old of readdirSync(cache))
    if (old.startsWith(kind)) rmSync(join(cache, old), { recursive: true })
  const unfinished = `${folder}.unfinished`
  rmSync(unfinished, { recursive: true, force: true })
  mkdirSync(unfinished)
  await make(unfinished)
  renameSync(unfinished, folder)
  return folder
}

/** One digest of files and folders, with what else they depend on. */
function digest(paths: readonly string[], more = ''): string {
  const hash = createHash('sha256').update(more)
  const visit = (path: string) => {
    if (!statSync(path).isDirectory()) hash.update(path.slice(top.length)).update(readFileSync(path))
    else for (const name of readdirSync(path).sort()) visit(join(path, name))
  }
  for (const path of paths) visit(path)
  return hash.digest('hex').slice(0, 16)
}
