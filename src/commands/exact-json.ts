/**
 * A value as indented JSON. Sizes past 2^53-1 are printed as the numbers they are, which JSON allows though JavaScript
 * cannot read them.
 */
export function exactJson(value: unknown): string {
  const marks = new Map<string, string>()
  const text = JSON.stringify(
    value,
    (_key, part: unknown) => {
      if (typeof part !== 'bigint') return part
      const mark = `\u0000${marks.size}`
      marks.set(JSON.stringify(mark), part.toString())
      return mark
    },
    2,
  )
  let result = text
  for (const [mark, digits] of marks) result = result.replace(mark, digits)
  return `${result}\n`
}
