import type { Diagnostic } from '../report/diagnostic.ts'
import { findLoops } from './find-loops.ts'
import { afterItself, afterUnknown, loopFound } from './findings.ts'
import { sortSteps } from './sort-steps.ts'
import { buildGraph, indexByName, initName, type StepsByName } from './step-graph.ts'
import { type DecodedStep, type NamedStep, nameSteps, type OrderInput } from './step-names.ts'

export type { DecodedStep, OrderInput } from './step-names.ts'

/** A step in its place: plain data, ready to run. */
export interface OrderedStep {
  /** `FILE.STEP`, as `after` refers to it. */
  readonly name: string
  readonly file: string
  readonly stage: string
  /** Place in the list of its file, from 0. */
  readonly index: number
  readonly place: readonly [line: number, column: number]
  readonly step: DecodedStep
  /** The steps it waits for, without those that these wait for in turn. */
  readonly after: readonly string[]
}

/** The steps of a source that can run, in the order they run in, and what is wrong with the others. */
export interface Order {
  readonly steps: readonly OrderedStep[]
  readonly diagnostics: readonly Diagnostic[]
}

/**
 * One total order of the steps of a stage in one source, the same on every run: files and steps as given, each step
 * moved behind those it waits for. Every order that yip may take keeps the same waits.
 *
 * A file with an `after` that names nothing, or that makes a loop, is left out as a whole, as one that cannot be
 * parsed (yip crashes and runs nothing of the source). A step after itself alone is left out (yip drops it in silence).
 * Steps that wait for one that is left out run, just as they run after one that fails.
 */
export function orderSteps(files: readonly OrderInput[], stage: string): Order {
  const steps = nameSteps(files, stage)
  const diagnostics: Diagnostic[] = []
  const isPlain = steps.every(({ after }) => after.length === 0)
  const sorted = isPlain ? steps.keys() : sortByWaits(steps, stage, diagnostics)
  const last = lastOfFiles(steps)
  const ordered: OrderedStep[] = []
  for (const number of sorted) {
    const { name, input, index, step } = steps[number] as NamedStep
    const place = input.places[stage]?.[index] ?? unknownPlace
    ordered.push({
      name,
      file: input.file,
      stage,
      index,
      place,
      step,
      after: directWaits(steps, number, last),
    })
  }
  return { steps: ordered, diagnostics }
}

/** The numbers of the steps that can run, each behind all that it waits for. */
function sortByWaits(
  steps: readonly NamedStep[],
  stage: string,
  diagnostics: Diagnostic[],
): readonly number[] {
  const byName = indexByName(steps)
  const leftOut = leaveOutBroken(steps, byName, stage, diagnostics)
  const { waits, hasForwardWaits } = buildGraph(steps, byName)
  if (!hasForwardWaits) return [...steps.keys()].filter((number) => !leftOut.has(number))
  const sorted = sortSteps(waits, steps.length, leftOut)
  if (sorted.length + leftOut.size === steps.length) return sorted
  const settled = new Set([...sorted, ...leftOut])
  for (const loop of findLoops(waits, steps.length, settled)) {
    diagnostics.push(
      loopFound(
        loop.map((number) => steps[number] as NamedStep),
        stage,
      ),
    )
    const guilty = loop.filter((number) => steps[number]?.after.length)
    for (const number of stepsOfFiles(steps, guilty)) {
      leftOut.add(number)
      settled.add(number)
    }
  }
  return sortSteps(waits, steps.length, leftOut)
}

/** Numbers of the steps that cannot run whatever the order. */
function leaveOutBroken(
  steps: readonly NamedStep[],
  byName: StepsByName,
  stage: string,
  diagnostics: Diagnostic[],
): Set<number> {
  const leftOut = new Set<number>()
  const broken: number[] = []
  for (const [number, step] of steps.entries()) {
    for (const name of step.after) {
      if (name === step.name) {
        diagnostics.push(afterItself(step, stage))
        leftOut.add(number)
        break
      }
      if (name !== initName && !byName.has(name)) {
        diagnostics.push(afterUnknown(step, stage, name, byName))
        broken.push(number)
      }
    }
  }
  for (const number of stepsOfFiles(steps, broken)) leftOut.add(number)
  return leftOut
}

/** All steps of the files that some steps are in. */
function stepsOfFiles(steps: readonly NamedStep[], some: readonly number[]): readonly number[] {
  if (some.length === 0) return []
  const files = new Set(some.map((number) => steps[number]?.fileNumber))
  return [...steps.keys()].filter((number) => files.has(steps[number]?.fileNumber))
}

/** By file: the steps that those of the next file wait for, without the ones that these wait for in turn. */
function lastOfFiles(steps: readonly NamedStep[]): ReadonlyMap<number, readonly string[]> {
  const last = new Map<number, string[]>()
  for (const [number, { fileNumber, chainName, after }] of steps.entries()) {
    const below = steps[number + 1]
    const isWaitedFor = below?.fileNumber === fileNumber && below.after.length === 0
    if (after.length > 0 || isWaitedFor) continue
    const names = last.get(fileNumber)
    if (names === undefined) last.set(fileNumber, [chainName])
    else names.push(chainName)
  }
  return last
}

function directWaits(
  steps: readonly NamedStep[],
  number: number,
  last: ReadonlyMap<number, readonly string[]>,
): readonly string[] {
  const { after, index, fileNumber } = steps[number] as NamedStep
  if (after.length === 0 && index > 0) return [(steps[number - 1] as NamedStep).chainName]
  const gate = last.get(fileNumber - 1) ?? none
  return after.length === 0 ? gate : [...new Set([...after, ...gate])]
}

const none: readonly string[] = []
const unknownPlace: readonly [number, number] = [1, 1]
