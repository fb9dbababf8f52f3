import type { Surroundings } from '../functions.ts'
import { joinBytes } from '../syntax/strings.ts'
import type { GoFunction } from '../values.ts'
import { define, text } from './parameters.ts'

/** Functions that read the environment. */
export function functions({ environment }: Surroundings): readonly GoFunction[] {
  const read = (name: string): string =>
    (Object.hasOwn(environment, name) ? environment[name] : undefined) ?? ''
  return [define('env', [text], read), define('expandenv', [text], (from) => expand(from, read))]
}

/**
 * Replaces `$name` and `${name}`; as in Go also the shell's `$1`, `$*` and the like. `${}` and an open `${` vanish;
 * a dollar sign before anything else stays.
 */
function expand(from: string, read: (name: string) => string): string {
  const pattern = /\$(?:\{([^}]+)\}|\{\}?|([*#$@!?\-0-9]|[A-Za-z0-9_]+))/g
  return joinBytes(
    from.replace(pattern, (_, braced?: string, bare?: string) => {
      const name = braced ?? bare
      return name === undefined ? '' : read(name)
    }),
  )
}
