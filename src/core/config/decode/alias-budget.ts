/**
 * yaml.v3's guard against texts that grow through aliases: of all values that are decoded, only a share may come
 * from aliases. The share is 99 % up to 400,000 values and shrinks to 10 % at 4,000,000.
 */
export class AliasBudget {
  depth = 0
  private decoded = 0
  private fromAliases = 0

  /** Counts one value, `deeper` inside of aliases than now; false when the aliases have taken too much. */
  spend(deeper = 0): boolean {
    this.decoded++
    if (this.depth + deeper === 0) return true
    this.fromAliases++
    if (this.fromAliases <= 100 || this.decoded <= 1000) return true
    return this.fromAliases / this.decoded <= allowedShare(this.decoded)
  }
}

const low = 400_000
const high = 4_000_000

function allowedShare(decoded: number): number {
  if (decoded <= low) return 0.99
  if (decoded >= high) return 0.1
  return 0.99 - 0.89 * ((decoded - low) / (high - low))
}
