import { TextPrinter } from '../core/report/text.ts'
import { type LoadedFile, loadSource } from '../engine/load.ts'
import type { RunSource } from '../engine/run-stages.ts'
import type { Arguments, Option, Terminal } from './command.ts'
import { rootFolder } from './root-folder.ts'
import { cmdlineOption, configDirOption } from './run-options.ts'
import { sourcesOf } from './run-stage.ts'

/** The options by which `run-stage` finds its sources, for commands that only look at them. */
export const layerOptions: readonly Option[] = [
  configDirOption,
  {
    long: 'root',
    value: 'DIR',
    docs: 'Look at the layers of the tree below DIR, not at those of the running system',
  },
  cmdlineOption,
]

/** A source as a boot would read it, with the files that can be used. */
export interface LoadedLayer {
  readonly label: string
  readonly files: readonly LayerFile[]
}

/** A file as the order of steps looks at it, with what is needed to find places in it. */
export type LayerFile = LoadedFile & Pick<LoadedFile['loaded'], 'config' | 'places'>

/** All sources of a boot, read and decoded, and whether something of them could not be. */
export interface LoadedLayers {
  readonly layers: readonly LoadedLayer[]
  readonly isBroken: boolean
}

/** Reads what `run-stage` would read, with the options of {@link layerOptions}. What is wrong with it is printed. */
export function loadLayers(given: Arguments, terminal: Terminal): Promise<LoadedLayers> {
  const sources = sourcesOf({
    configDirs: given.values('config-dir'),
    root: rootFolder(given),
    cmdline: given.value('cmdline'),
  })
  return loadSources(sources, terminal)
}

/** Reads and decodes sources in their order. What is wrong with them is printed. */
export async function loadSources(sources: readonly RunSource[], terminal: Terminal): Promise<LoadedLayers> {
  const printer = new TextPrinter({ colours: terminal.colours(2) })
  const layers: LoadedLayer[] = []
  let isBroken = false
  for (const source of sources) {
    const { label, files, diagnostics } = await loadSource(await source.read(), source.dotNotation, undefined)
    for (const diagnostic of diagnostics) terminal.err(printer.diagnostic(diagnostic))
    isBroken ||= diagnostics.some(({ severity }) => severity === 'error')
    const usable = files.map((file) => ({ ...file, config: file.loaded.config, places: file.loaded.places }))
    layers.push({ label, files: usable })
  }
  return { layers, isBroken }
}
