import { suggest } from '../../core/config/suggest.ts'
import { byteLength } from '../../core/go-string.ts'
import type { Fault } from './fault.ts'

interface FileSystem {
  /** Of a label, in bytes; what its mkfs says to a longer one. */
  readonly label?: number
  readonly longer?: 'refused' | 'cut'
  /** In MiB; smaller ones cannot be made. */
  readonly smallest?: number
}

const ext: FileSystem = { label: 16, longer: 'cut' }
const fat: FileSystem = { label: 11, longer: 'refused' }

/** Names of `filesystem`, with the limits of their tools: mke2fs(8), mkfs.xfs(8), mkfs.btrfs(8), mkswap(8), mkfs.fat(8). */
const fileSystems: ReadonlyMap<string, FileSystem> = new Map([
  ['ext2', ext],
  ['ext3', ext],
  ['ext4', ext],
  ['xfs', { label: 12, longer: 'refused', smallest: 300 }],
  ['btrfs', { label: 255, longer: 'refused', smallest: 109 }],
  ['swap', { label: 15, longer: 'cut' }],
  ['fat', fat],
  ['vfat', fat],
  ['fat16', fat],
  ['fat32', fat],
  ['-', {}],
  ['none', {}],
  ['noformat', {}],
])

/** Without a name a partition gets this one. */
const usual = 'ext2'

/** What is wrong with the name of a file system; none of the list is made then. */
export function fileSystemFault(name: string): Fault | undefined {
  if (name === '' || fileSystems.has(name)) return undefined
  const near = suggest(name, fileSystems.keys())
  const message = `The file system \`${name}\` is not known, so no partition is made`
  const help =
    near === undefined ? 'Write ext4, xfs, btrfs, vfat, swap or noformat' : `Did you mean \`${near}\`?`
  return { message, help, severity: 'error' }
}

/** What is wrong with the label of a file system. It goes to mkfs through a shell. */
export function labelFault(label: string, name: string): Fault | undefined {
  const { label: longest, longer } = fileSystems.get(name || usual) ?? {}
  const shown = `The label \`${label}\``
  const odd = /[^A-Za-z0-9_.:+@%,=-]/u.exec(label)
  if (odd !== null) {
    const message = `${shown} holds ${/\s/.test(odd[0]) ? 'a blank' : `\`${odd[0]}\``}, which the shell would not leave alone`
    return { message, help: 'Use letters, digits, _ and -', from: odd.index, to: odd.index + odd[0].length }
  }
  const length = byteLength(label)
  if (longest === undefined || length <= longest) return undefined
  const limit = `${name || usual} takes ${longest} bytes`
  return longer === 'refused'
    ? {
        message: `${shown} is too long, so the file system is not made: ${limit}`,
        help: 'Shorten it',
        severity: 'error',
      }
    : { message: `${shown} is cut to \`${label.slice(0, longest)}\`: ${limit}`, help: 'Shorten it' }
}

/** The name of a partition in a GPT, in UTF-16 units (UEFI specification, 5.3.3). */
const longestPartitionName = 36

/** What is wrong with the name of a partition. */
export function partitionNameFault(name: string): Fault | undefined {
  if (name.length <= longestPartitionName) return undefined
  const message = `The partition name \`${name}\` is too long: a partition table holds ${longestPartitionName} letters`
  return { message, help: 'Shorten it', severity: 'error', from: longestPartitionName, to: name.length }
}

/** 64 TiB in MiB; whoever writes more has most likely counted in bytes or KiB. */
const incredible = 64 * 1024 * 1024

/** What is wrong with the size of a partition, in MiB; 0 is all that is free. */
export function partitionSizeFault(size: number | bigint, name: string): Fault | undefined {
  if (size > incredible) {
    const asBytes = BigInt(size) % 1048576n === 0n ? BigInt(size) / 1048576n : undefined
    const message = `\`size: ${size}\` is counted in MiB, which is more than any disk has`
    return { message, help: asBytes === undefined ? 'Write it in MiB' : `Write ${asBytes}` }
  }
  const { smallest } = fileSystems.get(name || usual) ?? {}
  if (smallest === undefined || size === 0 || size >= smallest) return undefined
  const message = `\`size: ${size}\` is too small for ${name}, which needs ${smallest} MiB`
  return { message, help: `Write ${smallest} or more, or another file system` }
}
