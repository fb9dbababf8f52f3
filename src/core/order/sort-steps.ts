/**
 * Puts the first `count` nodes of a graph in an order in which none comes before one it waits for, and which otherwise
 * keeps their numbers: of those whose waits are over the lowest is always next. What is in `done` neither comes nor is
 * waited for. Nodes that wait in a circle, or for such, are missing from the result.
 */
export function sortSteps(
  waits: readonly (readonly number[])[],
  count: number,
  done: ReadonlySet<number>,
): readonly number[] {
  const open = waits.map((own) =>
    done.size === 0 ? own.length : own.filter((other) => !done.has(other)).length,
  )
  const waiting: number[][] = waits.map(() => [])
  for (const [node, own] of waits.entries()) for (const other of own) waiting[other]?.push(node)

  const sorted: number[] = []
  /** Steps that were passed over and are ready now, highest first. */
  const late: number[] = []
  let next = 0

  const finish = (first: number): void => {
    const finished = [first]
    for (let node = finished.pop(); node !== undefined; node = finished.pop()) {
      for (const other of waiting[node] ?? []) {
        if (done.has(other)) continue
        const left = (open[other] as number) - 1
        open[other] = left
        if (left > 0) continue
        if (other >= count) finished.push(other)
        else if (other < next) insertDescending(late, other)
      }
    }
  }

  for (let gate = count; gate < waits.length; gate++) {
    if (open[gate] === 0) finish(gate)
  }
  while (late.length > 0 || next < count) {
    const node = late.pop() ?? next++
    if (done.has(node) || open[node] !== 0) continue
    sorted.push(node)
    finish(node)
  }
  return sorted
}

function insertDescending(list: number[], value: number): void {
  let low = 0
  let high = list.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((list[middle] as number) > value) low = middle + 1
    else high = middle
  }
  list.splice(low, 0, value)
}
