import { type Device, deviceText } from './device.ts'
import type { Backing } from './layout.ts'

/** Where writes that are forgotten go. */
export const overlayFolder = '/run/overlay'

/** The line of the root; `device` is what it is mounted from. */
export function rootLine(device: string, isWritable: boolean): string {
  return `${device} / auto ${isWritable ? 'rw' : 'ro'} 0 0`
}

export function volumeLine(
  device: Device,
  path: string,
  filesystem: string,
  options: readonly string[],
): string {
  return `${escaped(deviceText(device))} ${path} ${filesystem} ${options.join(',')} 0 0`
}

export function backingLine(backing: Backing): string {
  return backing.kind === 'tmpfs'
    ? `tmpfs ${overlayFolder} tmpfs defaults,mode=0755,size=${backing.size} 0 0`
    : `${escaped(deviceText(backing.device))} ${overlayFolder} auto defaults 0 0`
}

/** `holder` is the mount point that the writable layer lies on. */
export function overlayLine(path: string, store: string, holder: string): string {
  const layers = `lowerdir=${path},upperdir=${store}/upper,workdir=${store}/work`
  return `overlay ${path} overlay defaults,${layers},x-systemd.requires-mounts-for=${holder} 0 0`
}

export function bindLine(path: string, store: string, holder: string): string {
  return `${store} ${path} none defaults,bind,x-systemd.requires-mounts-for=${holder} 0 0`
}

/** As getmntent(3) reads it back. */
function escaped(text: string): string {
  return text.replace(/[\s\\#]/g, (character) => `\\${character.charCodeAt(0).toString(8).padStart(3, '0')}`)
}
