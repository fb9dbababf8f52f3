import { cleanPath, inFolder } from '../../core/go-path.ts'

/** A path as the engine takes it, started in `/` as at boot. */
export function targetPath(path: string): string {
  return cleanPath(inFolder('/', path))
}

const unitKind = /\.(?:service|socket|device|mount|automount|swap|target|path|timer|slice|scope)$/

/** A unit by its full name: systemctl adds `.service` to one without an ending. */
export function unitName(word: string): string {
  return unitKind.test(word) ? word : `${word}.service`
}

/** Units in an entry of `systemctl`, which is a piece of a command line. */
export function unitsIn(entry: string): readonly string[] {
  return entry
    .split(/\s+/)
    .filter((word) => /^[\w@:.\\-]+$/.test(word) && !word.startsWith('-'))
    .map(unitName)
}

/** A kernel parameter as the path below /proc/sys. */
export function parameterName(name: string): string {
  return name.split(/[./]/).filter(Boolean).join('/')
}

/** The home folder of a user that does not name one (useradd(8)). */
export function defaultHome(user: string): string {
  return user === 'root' ? '/root' : `/home/${user}`
}
