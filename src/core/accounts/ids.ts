/** User and group ids, kept as decimal text: what a file holds may be larger than any id of the kernel. */

/** Ids that are handed out: those of people, as systemd's UIDS-GIDS draws the ranges. */
const firstId = 1000
const lastId = 60000

/** The largest id that means somebody; one more is the kernel's "nobody given". */
const largestId = 4294967294

/** What Go's `strconv.Atoi` accepts, as decimal text without sign and zeros in front; otherwise undefined. */
export function integerText(text: string): string | undefined {
  if (!/^[+-]?[0-9]+$/.test(text)) return undefined
  const value = BigInt(text.startsWith('+') ? text.slice(1) : text)
  return BigInt.asIntN(64, value) === value ? value.toString() : undefined
}

/** Whether it is an id that the kernel can give to a process. */
export function isUsableId(text: string): boolean {
  return /^[0-9]{1,10}$/.test(text) && Number(text) <= largestId
}

/** The lowest id of the range 1000 to 60000 that is not among those taken; undefined when none is left. */
export function freeId(taken: ReadonlySet<string>): string | undefined {
  for (let id = firstId; id <= lastId; id++) if (!taken.has(String(id))) return String(id)
  return undefined
}
