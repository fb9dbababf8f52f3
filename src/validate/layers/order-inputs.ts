import { basename } from 'node:path/posix'
import type { OrderInput } from '../../core/order/order-steps.ts'
import type { CheckedFile } from '../rule.ts'

/**
 * Files as the order of steps looks at them, each at the place of its file; broken ones have no steps. Where an image
 * is built, files lie elsewhere than on the target, and `after` names them by their path there: a file that some
 * `after` names by a path that only differs in its folder goes by that path.
 */
export function orderInputs(files: readonly CheckedFile[]): readonly OrderInput[] {
  const wanted = new Set(files.flatMap(namesInAfter))
  const onTarget = wanted.size === 0 ? new Map<string, string>() : targetPaths(files, wanted)
  return files.map(({ file, loaded }) => ({
    file: onTarget.get(file) ?? file,
    config: loaded.config ?? { stages: {} },
    places: loaded.places,
  }))
}

function namesInAfter({ loaded }: CheckedFile): readonly string[] {
  return Object.values(loaded.config?.stages ?? {}).flatMap((steps) =>
    steps.flatMap(({ after }) => (Array.isArray(after) ? after.flatMap(nameIn) : [])),
  )
}

function nameIn(entry: unknown): readonly string[] {
  return typeof entry === 'object' && entry !== null && 'name' in entry && typeof entry.name === 'string'
    ? [entry.name]
    : []
}

function targetPaths(
  files: readonly CheckedFile[],
  wanted: ReadonlySet<string>,
): ReadonlyMap<string, string> {
  const paths = new Map<string, string>()
  const names = files.map(({ file }) => basename(file))
  for (const [i, { file, loaded }] of files.entries()) {
    const name = names[i] as string
    if (loaded.config?.name || names.indexOf(name) !== names.lastIndexOf(name)) continue
    if ([...wanted].some((other) => other.startsWith(`${file}.`))) continue
    for (const other of wanted) {
      const at = other.indexOf(`/${name}.`)
      if (at < 0 || !other.startsWith('/')) continue
      paths.set(file, other.slice(0, at + 1 + name.length))
      break
    }
  }
  return paths
}
