import { readFileSync } from 'node:fs'
import { toBytes } from '../core/go-string.ts'
import { SafePaths } from '../system/safe-paths.ts'
import { systemError } from '../system/system-error.ts'
import { writeFile } from '../system/write-file.ts'
import type { RootTree } from './root-tree.ts'

const file = '/etc/machine-id'

/**
 * Gives the root the id that this machine had at its first boot: the one that is kept, else that of the image, else
 * a new one, as systemd-machine-id-setup makes it. Says what was done, if anything. Throws a MachineError.
 */
export function settleMachineId(root: RootTree, kept: string): string | undefined {
  const keptId = readId(root.here(kept))
  const imageId = readId(root.here(file))
  const id = keptId ?? imageId ?? newId()
  try {
    if (imageId !== id) write(root, file, id)
    if (keptId !== id) {
      root.makeFolder(kept.slice(0, kept.lastIndexOf('/')))
      write(root, kept, id)
    }
  } catch (error) {
    throw systemError(file, 'settled', error)
  }
  if (keptId !== undefined) return imageId === id ? undefined : `${file} is the one kept in ${kept}`
  return imageId === undefined
    ? `${file} is new, and kept in ${kept}`
    : `${file} of the image is kept in ${kept}`
}

/** The id of a file; undefined when it has none (missing, empty, `uninitialized`). */
function readId(host: string): string | undefined {
  try {
    const id = readFileSync(host, 'latin1').trim()
    return /^[0-9a-f]{32}$/.test(id) && !/^0+$/.test(id) ? id : undefined
  } catch {
    return undefined
  }
}

/** A random UUID of version 4 without its dashes. */
function newId(): string {
  return crypto.randomUUID().replaceAll('-', '')
}

function write(root: RootTree, path: string, id: string): void {
  const isShared = path.startsWith('/run/')
  const paths = new SafePaths(isShared ? '/' : root.folder)
  const content = toBytes(`${id}\n`)
  writeFile({ path, content, mode: 0o444, newMode: 0o444, sync: true }, paths)
}
