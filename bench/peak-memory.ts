import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Pacer } from './pacer.ts'

const gnuTime = '/usr/bin/time'
const record = '/.bench/peak'

/** Most memory a run had at once, and how that was found out. */
export interface Peak {
  readonly mib: number
  readonly method: 'GNU time' | 'VmHWM, sampled'
}

/** By GNU time (Debian package `time`) where installed: the kernel's own count at the end of the process. */
export async function peakMemory(pacer: Pacer, command: string): Promise<Peak> {
  if (!existsSync(gnuTime)) return { mib: (await sampled(command)) / 1024, method: 'VmHWM, sampled' }
  await pacer.time(`${gnuTime} -o ${record} -f %M ${command}`)
  // A failed run is told in a line of its own before.
  const lines = readFileSync(record, 'utf8').trim().split('\n')
  return { mib: Number(lines.at(-1)) / 1024, method: 'GNU time' }
}

/** The kernel's high-water mark, read until the process is gone: misses what happens after the last look. */
async function sampled(command: string): Promise<number> {
  const child = spawn('/bin/sh', ['-c', `exec ${command}`], { stdio: 'ignore' })
  let running = true
  child.once('exit', () => {
    running = false
  })
  let peak = 0
  while (running) {
    peak = Math.max(peak, highWaterMark(child.pid))
    await sleep(1)
  }
  return peak
}

/** In KiB, 0 when the process is not there any more. */
function highWaterMark(pid: number | undefined): number {
  try {
    return Number(/^VmHWM:\s*(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0)
  } catch {
    return 0
  }
}
