/**
 * Loops among the nodes of a graph that could not be sorted, each as the nodes met on the way round, gates left out.
 * Every loop holds a step that waits for a later one, so the search starts at those. `settled` nodes are passed over;
 * the caller
 * may add to it between two loops, as this does itself with nodes that are in no loop.
 */
export function* findLoops(
  waits: readonly (readonly number[])[],
  count: number,
  settled: Set<number>,
): Generator<readonly number[]> {
  settleEnds(waits, settled)
  for (let node = 0; node < count; node++) {
    for (const later of waits[node] ?? []) {
      if (settled.has(node)) break
      if (later <= node || later >= count || settled.has(later)) continue
      const way = wayBack(waits, later, node, settled)
      if (way !== undefined) yield [node, ...way.filter((step) => step < count)]
    }
  }
}

/** Settles what no unsettled node waits for, until each node left is waited for: those are in loops or between two. */
function settleEnds(waits: readonly (readonly number[])[], settled: Set<number>): void {
  const waiting = new Array<number>(waits.length).fill(0)
  for (const [node, own] of waits.entries()) {
    if (!settled.has(node)) for (const other of own) waiting[other] = (waiting[other] as number) + 1
  }
  const ends = [...waits.keys()].filter((node) => !settled.has(node) && waiting[node] === 0)
  for (let node = ends.pop(); node !== undefined; node = ends.pop()) {
    settled.add(node)
    for (const other of waits[node] ?? []) {
      const left = (waiting[other] as number) - 1
      waiting[other] = left
      if (left === 0 && !settled.has(other)) ends.push(other)
    }
  }
}

/** The shortest way from a node along its waits to another, from the first to the one before the last. */
function wayBack(
  waits: readonly (readonly number[])[],
  from: number,
  to: number,
  settled: ReadonlySet<number>,
): readonly number[] | undefined {
  const cameFrom = new Map<number, number>([[from, from]])
  const queue = [from]
  for (let node = queue[0], read = 0; node !== undefined; node = queue[++read]) {
    for (const next of waits[node] ?? []) {
      if (next === to) return trace(cameFrom, node)
      if (settled.has(next) || cameFrom.has(next)) continue
      cameFrom.set(next, node)
      queue.push(next)
    }
  }
  return undefined
}

function trace(cameFrom: ReadonlyMap<number, number>, end: number): readonly number[] {
  const way = [end]
  for (
    let node = end, before = cameFrom.get(node);
    before !== undefined && before !== node;
    before = cameFrom.get(node)
  ) {
    way.push(before)
    node = before
  }
  return way.reverse()
}
