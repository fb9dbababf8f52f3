import { readdirSync, readFileSync, statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

declare const COS_CONFIG_STAGES: readonly ShippedFile[] | undefined

/** A file of the folder `stages`, which all that is installed on a machine comes from. */
export interface ShippedFile {
  /** Below `stages`: `systemd/cos-config-boot.service`. */
  readonly path: string
  readonly executable: boolean
  readonly text: string
}

/** All files of `stages`, sorted: the build puts them into the program, the sources read the folder. */
export function shippedFiles(): readonly ShippedFile[] {
  return typeof COS_CONFIG_STAGES === 'object'
    ? COS_CONFIG_STAGES
    : readShipped(fileURLToPath(new URL('../../../stages', import.meta.url)))
}

/** Reads the folder `stages`. */
export function readShipped(folder: string): ShippedFile[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .sort()
    .map((path) => ({ path, state: statSync(`${folder}/${path}`) }))
    .filter(({ state }) => state.isFile())
    .map(({ path, state }) => ({
      path,
      executable: (state.mode & 0o100) !== 0,
      text: readFileSync(`${folder}/${path}`, 'utf8'),
    }))
}
