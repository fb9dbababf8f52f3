import type { Pin } from './pin.ts'

const managed = '# Managed by yip (package_pins). DO NOT EDIT.\n'

/** apt_preferences(5): the priority lets a pin also lower a version. */
export function aptPreferences(pins: readonly Pin[]): string {
  const stanzas = pins.map(
    ({ name, version }) => `Package: ${name}\nPin: version ${version}\nPin-Priority: 1001\n\n`,
  )
  return `${managed}# This file is rewritten on each yip run.\n\n${stanzas.join('')}`
}

/** Switches dnf's versionlock plugin on. */
export const versionlockConf = `${managed}[main]\nenabled=1\nlocklist=/etc/dnf/plugins/versionlock.list\n`

/** Locks of the versionlock plugin. */
export function versionlockList(locks: readonly string[]): string {
  const head = '# Prefer strict NEVRA locks; fallback to raw patterns if resolution fails.\n\n'
  return `${managed}${head}${locks.map((lock) => `${lock}\n`).join('')}`
}

/** All builds of a version. */
export const patternOf = ({ name, version }: Pin): string => `${name}-${version}*`

/** The lock for a pin: the first line of a repoquery's answer that is about the package, else a pattern. */
export function versionLock({ name, version }: Pin, answer: string): string {
  const lines = answer.split('\n').map((line) => line.trim())
  return lines.find((line) => line.startsWith(`${name}-`)) ?? patternOf({ name, version })
}

/**
 * apk's world with pins in it. It names all that shall stay installed, so other entries stay where they are; a pin
 * takes the place of the line of its package (and keeps its `@tag`), new ones go to the end. It knows no comments.
 */
export function pinnedWorld(world: string, pins: readonly Pin[]): string {
  const open = new Map(pins.map((pin) => [pin.name, pin]))
  const done = new Set<string>()
  const lines: string[] = []
  for (const line of world.split('\n')) {
    if (line.trim() === '' || line.startsWith('#')) continue
    const [, name = '', tag = ''] = /^([^<>=~@\s]+)[^@\s]*(@\S+)?/.exec(line) ?? []
    const pin = open.get(name)
    if (pin === undefined) lines.push(line)
    else if (!done.has(name)) lines.push(`${name}=${pin.version}${tag}`)
    if (pin) done.add(name)
  }
  for (const { name, version } of pins) if (!done.has(name)) lines.push(`${name}=${version}`)
  return lines.map((line) => `${line}\n`).join('')
}
