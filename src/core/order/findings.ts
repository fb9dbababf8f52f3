import { suggest } from '../config/suggest.ts'
import { type Diagnostic, formatPlace, type Place } from '../report/diagnostic.ts'
import type { StepsByName } from './step-graph.ts'
import type { NamedStep } from './step-names.ts'

/** `after` names a step that this source does not have in the stage. */
export function afterUnknown(
  step: NamedStep,
  stage: string,
  wanted: string,
  byName: StepsByName,
): Diagnostic {
  const known = [...byName.keys()]
  const meant = known.find((name) => wanted !== '' && name.endsWith(`.${wanted}`)) ?? suggest(wanted, known)
  return {
    rule: 'after-unknown',
    severity: 'error',
    message: `"${wanted}", which step ${step.name} is to run after, is no step of stage ${stage} in this source; no step of ${step.input.file} is run`,
    help:
      meant === undefined
        ? `a step is called by the name (or path) of its file, a dot, and its own name; here are ${listed(known)}`
        : `did you mean "${meant}"?`,
    place: placeOf(step, stage),
  }
}

/** A step that names itself. */
export function afterItself(step: NamedStep, stage: string): Diagnostic {
  return {
    rule: 'after-itself',
    severity: 'error',
    message: `${step.name} is to run after itself, so it is not run`,
    help: 'name the step it shall wait for, or remove "after"',
    place: placeOf(step, stage),
  }
}

/** Steps each of which waits for the next, and the last for the first. */
export function loopFound(loop: readonly NamedStep[], stage: string): Diagnostic {
  const [first] = loop as readonly [NamedStep, ...NamedStep[]]
  const links = loop.map((step, i) => describeWait(step, loop[i + 1] ?? first))
  const files = [...new Set(loop.filter(({ after }) => after.length > 0).map(({ input }) => input.file))]
  return {
    rule: 'after-loop',
    severity: 'error',
    message: `${first.name} can never run, for it waits for itself: ${first.name} (${where(first, stage)}) ${links
      .map((link, i) => `${link} (${where(loop[i + 1] ?? first, stage)})`)
      .join(', which ')}; no step of ${files.join(', ')} is run`,
    help: 'remove one "after" of the loop, or move the step that is waited for further up',
    place: placeOf(first, stage),
  }
}

function describeWait(step: NamedStep, other: NamedStep): string {
  if (step.after.includes(other.name)) return `runs after ${other.name}`
  if (step.fileNumber === other.fileNumber) return `waits for the step above it, ${other.name}`
  return `waits for the file before it with ${other.name}`
}

const listedAtMost = 5

function listed(names: readonly string[]): string {
  const shown = names.slice(0, listedAtMost).join(', ')
  return names.length > listedAtMost ? `${shown} and ${names.length - listedAtMost} more` : shown
}

function where(step: NamedStep, stage: string): string {
  return formatPlace(placeOf(step, stage))
}

function placeOf({ input, index }: NamedStep, stage: string): Place {
  const [line, column] = input.places[stage]?.[index] ?? []
  return { source: input.file, ...(line !== undefined && { line }), ...(column !== undefined && { column }) }
}
