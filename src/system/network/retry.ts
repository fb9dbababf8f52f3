/** Milliseconds between two tries when nobody answered, as in yip. */
const USUAL_PAUSE = 1000

/** No pause is longer than this, whatever the server wishes for. */
const LONGEST_PAUSE = 60_000

/** Statuses that may be others a little later (RFC 6585, 4; RFC 9110, 15.6). */
export function isBusy(status: number): boolean {
  return status === 429 || status === 408 || (status >= 500 && status !== 501 && status !== 505)
}

/**
 * Milliseconds to wait before try number `next` (the second is 2): what the server asks for in `retry-after`, in
 * seconds or as a date, else 1, 2, 4 ... seconds, a little more or less so that not all machines come at once.
 */
export function pauseBefore(
  next: number,
  retry: 'no-answer' | 'busy',
  { retryAfter, now, chance }: { retryAfter: string | undefined; now: number; chance: number },
): number {
  if (retry === 'no-answer') return USUAL_PAUSE
  const wished = retryAfter === undefined ? undefined : wishOf(retryAfter, now)
  if (wished !== undefined) return Math.min(LONGEST_PAUSE, Math.max(0, wished))
  return Math.min(LONGEST_PAUSE, USUAL_PAUSE * 2 ** (next - 2) * (0.75 + chance / 2))
}

function wishOf(retryAfter: string, now: number): number | undefined {
  if (/^\d+$/.test(retryAfter)) return Number(retryAfter) * 1000
  const date = Date.parse(retryAfter)
  return Number.isNaN(date) ? undefined : date - now
}
