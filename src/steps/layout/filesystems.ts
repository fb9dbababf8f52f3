/** How a partition for a file system is marked in the table. */
export interface Marks {
  /** GUID of the type. */
  readonly type: string
  /** Attribute bits as sfdisk names them. */
  readonly attributes?: string
}

const linux = '0FC63DAF-8483-4772-8E79-3D69D8477DE4'
const swap = '0657FD6D-A4AB-43C4-84E5-0933C84B4F4F'
const basicData = 'EBD0A0A2-B9E5-4433-87C0-68B6B72699C7'
const efiSystem = 'C12A7328-F81F-11D2-BA4B-00A0C93EC93B'
const biosBoot = '21686148-6449-6E6F-744E-656564454649'

/** Types whose file systems cannot grow, with their names. */
export const fixedTypes: Readonly<Record<string, string>> = {
  [swap]: 'swap',
  [basicData]: 'FAT',
  [efiSystem]: 'FAT',
}

type Kind = 'linux' | 'fat' | 'swap' | 'none'

const kinds: Readonly<Record<string, Kind>> = {
  ext2: 'linux',
  ext3: 'linux',
  ext4: 'linux',
  xfs: 'linux',
  btrfs: 'linux',
  fat: 'fat',
  vfat: 'fat',
  fat16: 'fat',
  fat32: 'fat',
  swap: 'swap',
  '-': 'none',
  none: 'none',
  noformat: 'none',
}

/** All names that `filesystem` may have. */
export const filesystemNames: readonly string[] = Object.keys(kinds)

export function isKnownFilesystem(name: string): boolean {
  return Object.hasOwn(kinds, name)
}

/** Whether a partition gets no file system at all. */
export function staysRaw(filesystem: string): boolean {
  return kinds[filesystem] === 'none'
}

/** Type and attributes of a new partition (yip's). */
export function marksOf(filesystem: string, bootable: boolean): Marks {
  switch (kinds[filesystem]) {
    case 'swap':
      return { type: swap }
    case 'fat':
      return bootable ? { type: efiSystem, attributes: 'RequiredPartition' } : { type: basicData }
    case 'linux':
      return bootable ? { type: biosBoot, attributes: 'LegacyBIOSBootable' } : { type: linux }
    default:
      return { type: linux }
  }
}

/** The command line, for a shell, that makes a file system. The label is part of it as it is written, as in yip. */
export function mkfsCommand(filesystem: string, label: string, device: string): string {
  const kind = kinds[filesystem]
  const tool = kind === 'swap' ? 'mkswap' : kind === 'fat' ? 'mkfs.fat' : `mkfs.${filesystem}`
  const labelled = label === '' ? '' : ` ${kind === 'fat' ? '-n' : '-L'} ${label}`
  const force = filesystem === 'btrfs' ? ' -f' : ''
  return `${tool}${labelled}${force} ${device}`
}
