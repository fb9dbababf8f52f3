import { firstLine, oneLine } from '../core/report/console-text.ts'
import { formatPlace } from '../core/report/diagnostic.ts'
import { locatorFor } from '../engine/locate.ts'
import type { HistoryEntry } from '../validate/touches/history.ts'
import type { Standing } from '../validate/touches/standing.ts'
import type { LoadedLayer } from './layer-options.ts'

/** One step that touches what was asked for, as it is printed. */
export interface PrintedEntry {
  readonly stage: string
  readonly source: string
  readonly step: string
  readonly file: string
  readonly line: number
  readonly column: number
  /** What is touched: what was asked for, or something below it. */
  readonly touches: { readonly kind: string; readonly name: string }
  readonly does: string
  /** Keys of the conditions under which the step runs at all. */
  readonly conditions: readonly string[]
  readonly standing: Standing
}

/** A history with the places of its entries. */
export function printedHistory(
  history: readonly HistoryEntry[],
  layers: readonly LoadedLayer[],
): readonly PrintedEntry[] {
  return history.map(({ kind, name, step, does, conditions, standing, path }) => {
    const layer = layers[step.layer]
    const file = layer?.files.find((candidate) => candidate.file === step.file)
    const { line = step.place[0], column = step.place[1] } = file === undefined ? {} : locatorFor(file)(path)
    return {
      stage: step.stage,
      source: layer?.label ?? step.file,
      step: step.name,
      file: step.file,
      line,
      column,
      touches: { kind, name },
      does,
      conditions,
      standing,
    }
  })
}

const codes: Partial<Record<Standing, string>> = {
  wins: '32',
  'wins if its conditions hold': '32',
  replaced: '2',
  'not needed': '2',
  'gone after the initrd': '33',
}

/** A history as text: a line says where, the next one what and what came of it. */
export function tellHistory(word: string, history: readonly PrintedEntry[], colours: boolean): string {
  let text = ''
  let stage: string | undefined
  for (const entry of history) {
    if (entry.stage !== stage) text += `${oneLine(entry.stage)}\n`
    stage = entry.stage
    const { step, file, line, column, touches, does, conditions, standing } = entry
    const own = step.startsWith(`${file}.`) ? step.slice(file.length + 1) : step
    const what = touches.kind === 'path' && touches.name !== word ? ` (${touches.name})` : ''
    const when = conditions.length === 0 ? '' : ` [${conditions.join(', ')}]`
    const code = colours ? codes[standing] : undefined
    const mark = code === undefined ? standing : `\x1b[${code}m${standing}\x1b[0m`
    text += `  ${oneLine(formatPlace({ source: file, line, column }))}  ${firstLine(/^\d+$/.test(own) ? `step ${own}` : own)}\n`
    text += `    ${mark}: ${firstLine(`${does}${what}${when}`)}\n`
  }
  return text
}
