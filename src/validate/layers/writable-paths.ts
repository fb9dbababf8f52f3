import type { CheckedLayers } from '../rule.ts'
import { readableText } from './readable-text.ts'
import { stepsInOrder } from './steps-in-order.ts'

/** Paths that are writable on a running system whatever its layout: file systems of their own, and where others go. */
const always = ['/run', '/tmp', '/dev', '/proc', '/sys', '/oem', '/mnt', '/media', '/host', '/sysroot']

/** RW_PATHS when a layout does not say it, with what the layouts of the distributions keep. */
const byDefault = ['/etc', '/root', '/home', '/opt', '/srv', '/usr/local', '/var', '/system/oem']

/** Where an image or an installation leaves its layout. */
const layoutFiles = [
  '/run/cos/cos-layout.env',
  '/etc/cos/cos-layout.env',
  '/etc/elemental/config.d/layout.yaml',
  '/etc/fstab',
]

/**
 * Whether a path can be written on a running system: below a default path, or one that the layers or the image mount.
 * Layouts only add to the default, since another part of the layout may lie in files that were not given.
 */
export function writablePaths(layers: CheckedLayers): (path: string) => boolean {
  const { image } = layers
  const texts = image === undefined ? [] : layoutFiles.map((file) => readableText(image, file) ?? '')
  for (const { step } of stepsInOrder(layers)) {
    for (const { path = '', content = '' } of step.files ?? []) {
      if (isLayout(path)) texts.push(content)
      const unit = /\/([^/]+)\.(?:mount|automount)$/.exec(path)?.[1]
      // Names of mount units are paths in which dashes are slashes (systemd.unit(5)).
      if (unit !== undefined) texts.push(` /${unit.replaceAll('-', '/')} `, content)
    }
    if (isLayout(step.environment_file ?? '')) texts.push(...Object.values(step.environment ?? {}))
    for (const command of step.commands ?? [])
      if (/\bmount|layout|bwrap|chroot/.test(command)) texts.push(command)
  }
  const mounted = texts.flatMap((text) => text.match(/(?<![\w.-])\/[\w@.+/-]+/g) ?? []).map(withoutSlash)
  const folders = new Set([...always, ...byDefault, ...mounted])
  return (path) => {
    for (
      let folder = path;
      folder !== '/' && folder !== '';
      folder = folder.slice(0, folder.lastIndexOf('/'))
    )
      if (folders.has(folder)) return true
    return false
  }
}

function isLayout(path: string): boolean {
  return /layout[^/]*\.(?:env|ya?ml)$|^\/etc\/fstab$|\/config\.d\/[^/]+\.ya?ml$/.test(path)
}

function withoutSlash(path: string): string {
  return path.replace(/(?<=.)\/+$/, '')
}
