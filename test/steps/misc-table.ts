import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Test } from 'tap'
import type { ChangeOutcome, Problem } from '../../src/core/machine.ts'
import { needsTemplate } from '../../src/core/template/needs-template.ts'
import { stepKeys } from '../../src/steps/index.ts'
import type { StepContext, StepKey } from '../../src/steps/step.ts'
import { type Entry, MemoryMachine } from '../system/memory-machine.ts'
import { decodeStep } from './decode-step.ts'

const table =
  process.env.YIP_COMPAT === undefined
    ? new URL('../../../shared/yip-compat/tables/misc.json', import.meta.url)
    : `${process.env.YIP_COMPAT}/tables/misc.json`

/** A recorded row of misc.json; `Input` and `Output` differ by function. */
export interface Row<Input = unknown, Output = unknown> {
  readonly name: string
  readonly function: string
  readonly input: Input
  readonly output?: Output
  readonly error?: boolean
}

export interface StepInput {
  readonly step: string
  readonly files: Readonly<Record<string, string | null>>
  readonly replies?: Readonly<Record<string, { readonly out?: string; readonly fail?: boolean }>>
}

export interface StepOutput {
  readonly changed: Readonly<Record<string, unknown>>
  readonly commands?: readonly string[]
}

/** All rows of one function. */
export function rowsOf<Input, Output>(functionName: string): Row<Input, Output>[] {
  const rows: Row<Input, Output>[] = JSON.parse(readFileSync(table, 'utf8'))
  return rows.filter((row) => row.function === functionName)
}

/** How a step key went: the machine afterwards, and what was said. */
export interface Applied {
  readonly machine: MemoryMachine
  readonly problems: readonly Problem[]
  readonly failed: boolean
}

/** Plans step keys in their order on a machine in memory, as the engine does. */
export async function applyStep(
  step: Readonly<Record<string, unknown>>,
  machine: MemoryMachine,
  keys: readonly StepKey[] = stepKeys,
  context: Partial<StepContext> = {},
): Promise<Applied> {
  const problems: Problem[] = []
  let failed = false
  const full: StepContext = { ...surroundings(step, machine), ...context }
  for (const { key, plan } of keys) {
    const value = step[key]
    if (value === undefined) continue
    const planning = plan(value, full)
    let outcome: ChangeOutcome | undefined
    for (;;) {
      const next = outcome === undefined ? await planning.next() : await planning.next(outcome)
      if (next.done) break
      const change = next.value
      if (change.kind === 'problem') {
        problems.push(change)
        failed ||= change.severity === 'error'
        outcome = { ok: true, changed: false }
      } else {
        outcome = await machine.apply(change)
        failed ||= !outcome.ok && change.dispensable !== true
      }
    }
    machine.releaseLocks()
  }
  return { machine, problems, failed }
}

/** Context of a step for tests: no facts, a fixed clock, random bytes that are always the same. */
export function surroundings(step: Readonly<Record<string, unknown>>, machine: MemoryMachine): StepContext {
  return {
    now: machine.now,
    step,
    clock: () => Date.UTC(2026, 0, 1),
    random: (length) => createHash('shake256', { outputLength: length }).update('seed').digest(),
    umask: 0o022,
    environment: {},
    workFolder: '/',
    render: async (text) => (await rendered(text, { Values: {} })) ?? text,
    renderStrictly: (text, _at, data) => rendered(text, data),
  }
}

async function rendered(text: string, data: unknown): Promise<string | undefined> {
  if (!needsTemplate(text)) return text
  const { expand } = await import('../../src/engine/expand.ts')
  const result = await expand(text, data)
  return result.ok ? result.text : undefined
}

/** Checks all rows of a function that is a step plugin. `leftOut` names rows to pass over, each with its reason. */
export function runRows(
  t: Test,
  functionName: string,
  keys: readonly string[],
  leftOut: Readonly<Record<string, string>> = {},
): void {
  const rows = rowsOf<StepInput, StepOutput>(functionName)
  const planned = stepKeys.filter(({ key }) => keys.includes(key))
  t.ok(rows.length > 0, `${functionName} has rows`)
  t.equal(planned.length, keys.length, `${keys.join(', ')} are step keys`)
  for (const name of Object.keys(leftOut))
    t.ok(
      rows.some((row) => row.name === name),
      `${name} exists to be left out`,
    )
  for (const row of rows) {
    if (row.name in leftOut) continue
    t.test(row.name, async (t) => {
      const { machine, before, failed } = await applyRow(row.input, planned)
      const expected = row.output ?? { changed: {} }
      t.strictSame(changedSince(before, machine), expected.changed, row.input.step)
      t.strictSame(machine.commands, expected.commands ?? [], 'the same commands')
      t.equal(failed, row.error ?? false, row.error ? 'it fails' : 'it succeeds')
    })
  }
}

/** Accounts of the host on which the rows were recorded; owners by name were looked up there. */
const hostAccounts = {
  '/etc/passwd': 'root:x:0:0:root:/root:/bin/sh\ndaemon:x:1:1::/:/bin/false\n',
  '/etc/group': 'root:x:0:\n',
}

async function applyRow({ step, files, replies = {} }: StepInput, keys: readonly StepKey[]) {
  const machine = new MemoryMachine({
    files: step.includes('ownerstring') ? { ...hostAccounts, ...files } : files,
    reply(line) {
      const found = Object.entries(replies).find(([part]) => line.includes(part))
      return found && { exit: found[1].fail ? 1 : 0, stdout: found[1].out ?? '' }
    },
  })
  const before = new Map(machine.entries)
  const { failed } = await applyStep(decodeStep(step), machine, keys)
  return { machine, before, failed }
}

/** What is new or differs, as the table writes it. */
function changedSince(
  before: ReadonlyMap<string, Entry>,
  { entries }: MemoryMachine,
): Record<string, unknown> {
  const changed: Record<string, unknown> = {}
  for (const [path, entry] of entries) {
    const old = before.get(path)
    if (old !== undefined && isSame(old, entry)) continue
    const { type, mode, uid, gid, content = new Uint8Array() } = entry
    const kind = type === 'directory' ? { dir: true } : { content: asRecorded(content) }
    changed[path] = { ...kind, mode: mode.toString(8).padStart(4, '0'), uid, gid }
  }
  return changed
}

/** As the tables write texts: bytes that are not UTF-8 in base64. */
function asRecorded(content: Uint8Array): string | { base64: string } {
  const bytes = Buffer.from(content)
  const text = bytes.toString('utf8')
  return Buffer.from(text).equals(bytes) ? text : { base64: bytes.toString('base64') }
}

function isSame(a: Entry, b: Entry): boolean {
  const sameState = a.type === b.type && a.mode === b.mode && a.uid === b.uid && a.gid === b.gid
  return sameState && Buffer.compare(a.content ?? new Uint8Array(), b.content ?? new Uint8Array()) === 0
}
