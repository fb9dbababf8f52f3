import { conditionKeys } from '../../conditions/keys.ts'
import {
  type EffectiveStep,
  effectiveSteps,
  type OrderedLayer,
  stagesOf,
} from '../../core/order/effective.ts'
import { inOrderOfMoments, runsInInitrd } from '../../core/order/moments.ts'
import type { Step } from '../../steps/index.ts'
import type { ConfigPath } from '../rule.ts'
import type { Meeting, Question } from './question.ts'
import { type Standing, standingsOf } from './standing.ts'
import type { SubjectKind, Touch } from './touch.ts'
import { commandsOf, touchesOf } from './touches-of.ts'

/** One step that touches what was asked for, and what came of it. */
export interface HistoryEntry {
  readonly kind: SubjectKind | 'command'
  /** What it touches: what was asked for, or something below it. */
  readonly name: string
  readonly step: EffectiveStep
  readonly does: string
  /** Keys of the step's conditions. */
  readonly conditions: readonly string[]
  readonly standing: Standing
  /** In the decoded configuration of its file. */
  readonly path: ConfigPath
}

interface Met {
  readonly touch: Touch
  readonly meeting: Meeting
  readonly step: EffectiveStep
}

/** Everything in the layers that touches what is asked for, in the order in which a machine meets it. */
export async function historyOf(
  question: Question,
  layers: readonly OrderedLayer[],
): Promise<readonly HistoryEntry[]> {
  const met: Met[] = []
  for (const stage of inOrderOfMoments(stagesOf(layers))) {
    for (const step of effectiveSteps(layers, stage).steps) met.push(...(await meetings(question, step)))
  }
  const standings = standingsOf(met.map(contender))
  return met.map(({ touch, meeting, step }, number) => ({
    kind: touch.at[0] === 'commands' ? 'command' : touch.kind,
    name: touch.name,
    step,
    does: meeting === 'around' ? `${touch.does}, which may hold it` : touch.does,
    conditions: conditionsOf(step),
    standing: standings[number] ?? 'maybe',
    path: ['stages', step.stage, step.index, ...touch.at],
  }))
}

async function meetings(question: Question, step: EffectiveStep): Promise<readonly Met[]> {
  // The decoder has made it by the shape that this type comes from.
  const decoded = step.step as Step
  const met: Met[] = []
  for (const touch of await touchesOf(decoded)) {
    const meeting = question.meets(touch)
    if (meeting !== undefined) met.push({ touch, meeting, step })
  }
  const commands = commandsOf(decoded).filter((text) => question.occursIn(text))
  if (commands.length === 0) return met
  const late = met.findIndex(({ touch }) => !isBeforeCommands(touch))
  const maybe = commands.map(({ at }): Met => {
    const does = 'has a command that names it'
    return {
      touch: { kind: 'path', name: question.word, effect: 'may', aspect: '', does, at },
      meeting: 'itself',
      step,
    }
  })
  return late < 0 ? [...met, ...maybe] : met.toSpliced(late, 0, ...maybe)
}

const beforeCommands: ReadonlySet<unknown> = new Set([
  'dns',
  'downloads',
  'git',
  'ensure_entities',
  'directories',
  'files',
])

function isBeforeCommands({ at }: Touch): boolean {
  return beforeCommands.has(at[0])
}

function contender({ touch, meeting, step }: Met) {
  return {
    effect: meeting === 'around' ? ('may' as const) : touch.effect,
    aspect: `${touch.kind}\n${touch.name}\n${touch.aspect}`,
    isConditional: conditionsOf(step).length > 0,
    isLeftBehind: runsInInitrd(step.stage) && staysInInitrd(touch),
  }
}

/** Folders that are the same before and after the switch to the new root. */
const shared = /^\/(?:run|oem|sysroot|dev|proc|sys)(?:\/|$)/

function staysInInitrd({ kind, name }: Touch): boolean {
  if (kind === 'path') return !shared.test(name)
  return kind === 'user' || kind === 'group' || kind === 'unit' || kind === 'package'
}

function conditionsOf({ step }: EffectiveStep): readonly string[] {
  return conditionKeys.filter((key) => step[key] !== undefined && step[key] !== '')
}
