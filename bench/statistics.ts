/** The middle of some measurements and the range of the middle half of them (interquartile range). */
export interface Spread {
  readonly median: number
  readonly low: number
  readonly high: number
}

/** Of at least one number. */
export function spreadOf(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b)
  return { median: quantile(sorted, 0.5), low: quantile(sorted, 0.25), high: quantile(sorted, 0.75) }
}

/** Ratios of what was measured in the same round: what disturbs a round disturbs both sides of it. */
export function pairwise(over: readonly number[], under: readonly number[]): number[] {
  return over.slice(0, under.length).map((value, round) => value / (under[round] ?? Number.NaN))
}

/** Between two neighbours the value is read off the straight line that joins them. */
function quantile(sorted: readonly number[], share: number): number {
  const place = (sorted.length - 1) * share
  const below = sorted[Math.floor(place)] ?? Number.NaN
  const above = sorted[Math.ceil(place)] ?? Number.NaN
  return below + (above - below) * (place - Math.floor(place))
}
