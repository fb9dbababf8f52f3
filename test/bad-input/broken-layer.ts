import type { Test } from 'tap'
import { differences, machine, snapshot, write } from '../commands/machine.ts'
import { type Ended, run, type Surroundings } from '../commands/program.ts'

const good = (name: string) =>
  `stages: {boot: [{files: [{path: /etc/${name}, permissions: 0644, content: ${name}}]}]}\n`

/** A machine whose layers hold a good file before and behind the place where tests put something broken. */
export function machineAround(t: Test, files: Readonly<Record<string, string>> = {}): string {
  return machine(t, {
    'system/oem/10.yaml': good('before'),
    'system/oem/90.yaml': good('same-layer'),
    'usr/local/cloud-config/a.yaml': good('next-layer'),
    ...files,
  })
}

/** Where tests put something broken: between the good files. */
export const brokenFile = '/system/oem/50.yaml'

/** What the good files make. */
const usual = ['/etc/before', '/etc/next-layer', '/etc/same-layer']

/** Runs the boot stage of a machine. */
export function boot(root: string, words: readonly string[] = [], under?: Surroundings): Promise<Ended> {
  return run(['run-stage', 'boot', '--root', root, ...words], under)
}

/** The lines that tell of something wrong. */
export function complaints(all: string): string[] {
  return all.split('\n').filter((line) => /^(error|warning|FAILED|cos-config|yip)\b/.test(line))
}

/** What is printed is for people: no stack trace, no name of a system call, nothing that moves the cursor. */
export function isForPeople(t: Test, all: string): void {
  t.notMatch(all, /^ {4}at |node:|defect|\b(E[A-Z]{4,}|ERR_\w+|uv_\w+)\b|undefined|\[object/m, all)
  t.notMatch(all, /[\x00-\x08\x0b-\x1f\x7f]/, 'no control characters')
  t.ok(
    all.split('\n').every((line) => line.length < 1000),
    'no endless lines',
  )
}

/** What a run over something broken must come to. */
export interface Expected {
  /** Each complaint, in order. */
  readonly complaints: readonly (string | RegExp)[]
  readonly exitCode?: number
  /** Paths that change besides what the good files make. */
  readonly changes?: readonly string[]
}

/**
 * Boots a machine and checks that just these complaints came, that the good files were applied and nothing else was
 * touched, and that a second run over what the first one left in the cache says the same.
 */
export async function bootAround(t: Test, root: string, expected: Expected, words: readonly string[] = []) {
  const before = snapshot(root)
  const first = await boot(root, words)
  const told = complaints(first.all)
  t.equal(first.exitCode, expected.exitCode ?? 65, first.all)
  t.equal(told.length, expected.complaints.length, `so many complaints:\n${told.join('\n')}`)
  for (const [index, wanted] of expected.complaints.entries()) {
    if (typeof wanted === 'string') t.equal(told[index], wanted)
    else t.match(told[index], wanted)
  }
  isForPeople(t, first.all)
  const touched = differences(before, snapshot(root)).filter((path) => !/^\/run(\/|$)/.test(path))
  t.same(
    touched,
    [...usual, ...(expected.changes ?? [])].sort(),
    'the others were applied, nothing else was touched',
  )
  const second = await boot(root, words)
  t.equal(second.exitCode, first.exitCode, 'the second run ends alike')
  t.same(complaints(second.all), told, 'and says the same')
  return first
}

/** A text in the place of the broken file. */
export function putText(root: string, text: string | Uint8Array): void {
  write(root, { [brokenFile]: text as string })
}

/** Says that a test was left out, where it is seen; for tests that need root. */
export function leftOutWithoutRoot(what: string): { readonly skip?: string } {
  if (process.geteuid?.() === 0) return {}
  const skip = `LEFT OUT: ${what} needs root`
  console.error(skip)
  return { skip }
}
