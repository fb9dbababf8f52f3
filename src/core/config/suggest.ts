/** The known word that a misspelt one most likely means; undefined when none is near. */
export function suggest(word: string, known: Iterable<string>): string | undefined {
  const wanted = plainForm(word)
  const farthest = Math.max(1, Math.floor(word.length / 3))
  let best: string | undefined
  let nearest = farthest + 1
  for (const candidate of known) {
    const distance = wanted === plainForm(candidate) ? 0 : editDistance(word, candidate, nearest)
    if (distance < nearest) {
      nearest = distance
      best = candidate
    }
  }
  return best
}

/** Case, hyphens and underscores are what people mix up most. */
function plainForm(word: string): string {
  return word.toLowerCase().replace(/[-_ ]/g, '')
}

/** Insertions, deletions, replacements and swaps of neighbours; stops counting at `limit`. */
function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) >= limit) return limit
  let before: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1
      let cost = Math.min((last[j] as number) + 1, (row[j - 1] as number) + 1, (last[j - 1] as number) + same)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        cost = Math.min(cost, (before[j - 2] as number) + 1)
      }
      row.push(cost)
    }
    before = last
    last = row
  }
  return Math.min(last[b.length] as number, limit)
}
