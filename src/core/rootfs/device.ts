import { toBytes } from '../go-string.ts'

/** A block device as a layout names it. */
export interface Device {
  readonly by: 'label' | 'uuid' | 'partlabel' | 'partuuid' | 'path'
  /** Label, id, or path below /dev. */
  readonly name: string
}

const keys = { LABEL: 'label', UUID: 'uuid', PARTLABEL: 'partlabel', PARTUUID: 'partuuid' } as const

/** Reads `LABEL=COS_OEM`, `UUID=...`, `PARTLABEL=...`, `PARTUUID=...` or `/dev/...`; undefined for anything else. */
export function parseDevice(text: string): Device | undefined {
  const [, key, name] = /^(LABEL|UUID|PARTLABEL|PARTUUID)=(.+)$/.exec(text) ?? []
  if (key !== undefined && name !== undefined) return { by: keys[key as keyof typeof keys], name }
  const isPath = /^\/dev\/./.test(text) && !text.split('/').includes('..')
  return isPath ? { by: 'path', name: text } : undefined
}

/** A device as fstab and mount(8) take it, which is also how a layout writes it. */
export function deviceText({ by, name }: Device): string {
  return by === 'path' ? name : `${by.toUpperCase()}=${name}`
}

/** The file under which udev shows a device. */
export function deviceFile({ by, name }: Device): string {
  return by === 'path' ? name : `/dev/disk/by-${by}/${encodedName(name)}`
}

/** The two halves of `LABEL=COS_OEM:/oem`: what is mounted, and where. */
export function parseVolume(text: string): { readonly device: Device; readonly path: string } | undefined {
  const colon = text.lastIndexOf(':/')
  const device = colon > 0 ? parseDevice(text.slice(0, colon)) : undefined
  return device && { device, path: text.slice(colon + 1) }
}

/** As udev names its links: letters, digits, `#+-.:=@_` and what is not ASCII stay, other bytes become `\xNN`. */
function encodedName(name: string): string {
  return name.replace(/[^\w#+\-.:=@\u0080-\uffff]/g, (character) =>
    [...toBytes(character)].map((byte) => `\\x${byte.toString(16).padStart(2, '0')}`).join(''),
  )
}
