/** What a promise gives within so many milliseconds, else undefined; without a number it is waited for. */
export async function within<T>(
  promise: Promise<T>,
  milliseconds: number | undefined,
): Promise<T | undefined> {
  if (milliseconds === undefined) return promise
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), Math.max(0, milliseconds))
  })
  try {
    return await Promise.race([promise, late])
  } finally {
    clearTimeout(timer)
  }
}
