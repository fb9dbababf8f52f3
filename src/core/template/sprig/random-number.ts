/** A whole number from 0 to `limit` - 1, each equally likely. */
export function below<N extends number | bigint>(limit: N, random: (length: number) => Uint8Array): N
export function below(limit: number | bigint, random: (length: number) => Uint8Array): number | bigint {
  const range = BigInt(limit)
  // Numbers past the last whole multiple of the range would favour the small ones.
  const usable = (1n << 64n) - ((1n << 64n) % range)
  for (;;) {
    const drawn = Buffer.from(random(8)).readBigUInt64BE()
    if (drawn < usable) return typeof limit === 'bigint' ? drawn % range : Number(drawn % range)
  }
}
