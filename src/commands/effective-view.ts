import { type EffectiveStep, effectiveSteps, type OrderedLayer } from '../core/order/effective.ts'
import { TextPrinter } from '../core/report/text.ts'
import { resolveSource } from '../sources/resolve-source.ts'
import { type Arguments, exitCodes, type Terminal, UsageError } from './command.ts'
import { exactJson } from './exact-json.ts'
import { fetchSource } from './fetch-source.ts'
import { layerOptions, loadLayers, loadSources } from './layer-options.ts'
import { tellOrder } from './order-text.ts'
import { textsOf } from './show.ts'

/** Prints the steps of a stage in the order in which they run. */
export async function showEffective(stage: string, given: Arguments, terminal: Terminal): Promise<number> {
  if (stage === '') throw new UsageError('--effective needs the name of a stage, such as boot')
  const { layers, isBroken } = await read(given, terminal)
  const { steps, diagnostics } = effectiveSteps(layers, stage)
  const printer = new TextPrinter({ colours: terminal.colours(2) })
  for (const diagnostic of diagnostics) terminal.err(printer.diagnostic(diagnostic))
  terminal.out(await printed(given.value('format')))
  return isBroken || diagnostics.length > 0 ? exitCodes.brokenConfiguration : exitCodes.done

  async function printed(format: string | undefined): Promise<string> {
    if (format === undefined) return tellOrder(stage, steps, layers)
    const order = { stage, steps: steps.map((step, i) => printedStep(step, i + 1, layers)) }
    if (format === 'json') return exactJson(order)
    const { marshal } = await import('../core/config/to-yaml.ts')
    return marshal(order)
  }
}

async function read(given: Arguments, terminal: Terminal) {
  if (given.operands.length === 0) {
    if (given.switches.has('dotnotation'))
      throw new UsageError('--dotnotation goes with sources; the command line is read by itself')
    return loadLayers(given, terminal)
  }
  const surplus = layerOptions.find(({ long }) => given.values(long).length > 0)
  if (surplus !== undefined) throw new UsageError(`--${surplus.long} does not go with sources`)
  const dotNotation = given.switches.has('dotnotation')
  const { expandGlobs } = await import('../sources/glob.ts')
  const sources = await expandGlobs(await textsOf(given.operands))
  return loadSources(
    sources.map((source) => ({
      dotNotation,
      read: () => resolveSource(source, { fetch: fetchSource, dotNotation }),
    })),
    terminal,
  )
}

function printedStep(
  { name, stage, layer, file, place, after, because, step }: EffectiveStep,
  number: number,
  layers: readonly OrderedLayer[],
) {
  const [line, column] = place
  return {
    number,
    stage,
    source: layers[layer]?.label ?? file,
    file,
    line,
    column,
    name,
    after,
    because,
    step,
  }
}
