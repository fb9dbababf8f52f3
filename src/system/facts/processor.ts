import { availableParallelism } from 'node:os'
import type { FactReader } from './reader.ts'

/** The processors, by /proc/cpuinfo. */
export function readProcessor(reader: FactReader) {
  const threads = countThreads(reader)
  const found = reader.lines('/proc/cpuinfo')
  let vendor = ''
  let model = ''
  let cache = 0
  let socket = ''
  const sockets = new Set<string>()
  const cores = new Set<string>()
  for (const line of found?.lines ?? []) {
    const match = /^(.*?)\t+: (.*)$/.exec(line)
    if (match === null) continue
    const value = match[2] as string
    switch (match[1]) {
      case 'physical id':
        socket = value
        sockets.add(value)
        break
      case 'core id':
        cores.add(`${socket}/${value}`)
        break
      case 'vendor_id':
        vendor ||= value
        break
      case 'model name':
        model ||= value.replace(/ +/g, ' ').replace('- ', '-')
        break
      case 'cache size':
        cache ||= Number(/^(\d+) KB$/.exec(value)?.[1] ?? 0)
        break
    }
  }
  const isWhole = found !== undefined && !found.isCut
  return { vendor, model, cache, cpus: isWhole ? sockets.size : 0, cores: isWhole ? cores.size : 0, threads }
}

/** Processors that this process may run on and that are on, as sched_getaffinity(2) counts them. */
function countThreads(reader: FactReader): number {
  const status = reader.lines('/proc/self/status')?.lines ?? []
  const allowed = status.find((line) => line.startsWith('Cpus_allowed_list:'))?.slice(18)
  const present = reader.line('/sys/devices/system/cpu/online') || onlineByStatistics(reader)
  if (allowed === undefined || present === '') return availableParallelism()
  const online = numbersOf(present)
  let count = 0
  for (const number of numbersOf(allowed)) if (online.has(number)) count++
  return count
}

function onlineByStatistics(reader: FactReader): string {
  const lines = reader.lines('/proc/stat')?.lines ?? []
  return lines.flatMap((line) => /^cpu(\d+) /.exec(line)?.[1] ?? []).join(',')
}

/** `0-3,6` in numbers. */
function numbersOf(list: string): ReadonlySet<number> {
  const numbers = new Set<number>()
  for (const part of list.trim().split(',')) {
    const [first = Number.NaN, last = first] = part.split('-').map(Number)
    for (let number = first; number <= last; number++) numbers.add(number)
  }
  return numbers
}
