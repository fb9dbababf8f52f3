import { readdirSync, readFileSync } from 'node:fs'

/** Milliseconds that programs have to end by themselves, that they then have to vanish, and between two looks. */
const GRACE = 5000
const GIVING_UP = 1000
const PAUSE = 10

/**
 * Ends all programs that this process has started, and those that they started: first by `signal`, then by SIGKILL.
 * It does not give way to anything else meanwhile.
 */
export function endDescendants(signal: NodeJS.Signals): void {
  if (!endAll(signal, GRACE)) endAll('SIGKILL', GIVING_UP)
}

/**
 * True when all have ended within so many milliseconds. What a program starts in order to clean up is left alone,
 * until it is killed.
 */
function endAll(signal: NodeJS.Signals, patience: number): boolean {
  const start = Date.now()
  // One whose parent has ended is not below us any more, and has to be waited for all the same.
  const told = new Set<number>()
  for (let isFirst = true; ; isFirst = false) {
    const running = descendants()
    if (running.length === 0 && ![...told].some(isRunning)) return true
    if (isFirst || signal === 'SIGKILL') {
      for (const id of running) {
        send(id, signal)
        told.add(id)
      }
    }
    if (Date.now() - start > patience) return false
    pause()
  }
}

function isRunning(id: number): boolean {
  return processState(String(id))?.hasEnded === false
}

/** Ids of the processes below this one that are still running. */
function descendants(): number[] {
  const children = new Map<number, number[]>()
  for (const name of readdirSync('/proc')) {
    const state = /^\d+$/.test(name) ? processState(name) : undefined
    if (state === undefined || state.hasEnded) continue
    const siblings = children.get(state.parent)
    if (siblings) siblings.push(Number(name))
    else children.set(state.parent, [Number(name)])
  }
  const found: number[] = []
  for (const todo = [process.pid]; todo.length > 0; ) {
    const below = children.get(todo.pop() as number) ?? []
    found.push(...below)
    todo.push(...below)
  }
  return found
}

/** From proc_pid_stat(5), where the name in parentheses may hold anything; undefined when it is gone. */
function processState(id: string): { readonly parent: number; readonly hasEnded: boolean } | undefined {
  try {
    const line = readFileSync(`/proc/${id}/stat`, 'latin1')
    const [state, parent] = line.slice(line.lastIndexOf(')') + 2).split(' ', 2)
    return { parent: Number(parent), hasEnded: state === 'Z' || state === 'X' }
  } catch {
    return undefined
  }
}

function send(id: number, signal: NodeJS.Signals): void {
  try {
    process.kill(id, signal)
  } catch {
    // It has ended by itself.
  }
}

function pause(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE)
}
