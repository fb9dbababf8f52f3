/**
 * Which modules are bundled into one chunk. To load a chunk costs a tenth of a millisecond however little is in it,
 * so what a run needs together lies together; all else is a chunk of its own, loaded when it is asked for.
 */
import type { CodeSplittingNameFunction } from 'rolldown'

/** Chunks in the order of their need: each holds what its roots import that no chunk before it holds. */
const chunks: Readonly<Record<string, readonly string[]>> = {
  start: ['commands/index', 'commands/run-stage', 'commands/yip'],
  step: [
    'engine/run-step',
    'engine/secrets',
    'commands/surroundings',
    'steps/files',
    'system/file-changes',
    'conditions/index',
  ],
  commands: ['steps/commands', 'system/processes/run'],
  template: ['engine/expand', 'system/facts/index'],
  decode: ['core/config/load', 'core/config/secrets', 'steps/index'],
}

/** Names the chunk of a module of `src`; none for a module that gets its own. */
export function chunksBelow(src: string): CodeSplittingNameFunction {
  let chosen: Map<string, string> | undefined
  return (id, context) => {
    chosen ??= choose(src, (module) => context.getModuleInfo(module)?.importedIds ?? [])
    return chosen.get(id)
  }
}

function choose(src: string, importsOf: (id: string) => readonly string[]): Map<string, string> {
  const chosen = new Map<string, string>()
  for (const [chunk, roots] of Object.entries(chunks)) {
    const open = roots.map((root) => `${src}/${root}.ts`)
    for (let id = open.pop(); id !== undefined; id = open.pop()) {
      if (chosen.has(id) || !id.startsWith('/')) continue
      chosen.set(id, chunk)
      open.push(...importsOf(id))
    }
  }
  return chosen
}
