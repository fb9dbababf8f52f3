import { layers } from '../core/order/layers.ts'
import { TextPrinter } from '../core/report/text.ts'
import { DecodeCache } from '../engine/decode-cache.ts'
import { asOrderInput, loadSource } from '../engine/load.ts'
import { cacheStore } from '../engine/run-files.ts'
import type { RunSource } from '../engine/run-stages.ts'
import { exitCodes, type Terminal } from './command.ts'

/** What to analyze. */
export interface Analysis {
  readonly stage: string
  readonly sources: readonly RunSource[]
  readonly cache: boolean
  readonly terminal: Terminal
}

/** Prints the order of a stage's steps, layer by layer, and runs nothing. Always succeeds, as yip's does. */
export async function analyze({ stage, sources, cache, terminal }: Analysis): Promise<number> {
  const decoded = cache ? new DecodeCache(cacheStore('/', true)) : undefined
  const printer = new TextPrinter({ colours: terminal.colours(2) })
  for (const source of sources) {
    const loaded = await loadSource(await source.read(), source.dotNotation, decoded)
    for (const diagnostic of loaded.diagnostics) terminal.err(printer.diagnostic(diagnostic))
    for (const [number, layer] of layers(loaded.files.map(asOrderInput), stage).entries()) {
      terminal.out(`${number + 1}.\n`)
      for (const { name, dependencies } of layer) {
        terminal.out(` <${name}>${dependencies.length > 0 ? ` after ${dependencies.join(', ')}` : ''}\n`)
      }
    }
  }
  decoded?.save()
  return exitCodes.done
}
