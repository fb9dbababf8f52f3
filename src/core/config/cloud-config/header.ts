/**
 * Whether a text is a cloud-config: `#cloud-config`, perhaps with blanks behind it, stands within the first nine
 * lines (in the tenth only when nothing follows it), and before it only empty lines and other comments.
 */
export function isCloudConfig(text: string): boolean {
  let start = 0
  for (let line = 1; line <= 10; line++) {
    const lineEnd = line < 10 ? text.indexOf('\n', start) : -1
    const end = lineEnd < 0 ? text.length : lineEnd
    const words = trimmedEnd(text, start, end)
    if (words > start && text.charCodeAt(start) !== 35) return false
    if (words - start === header.length && text.startsWith(header, start)) return true
    if (lineEnd < 0) return false
    start = lineEnd + 1
  }
  return false
}

const header = '#cloud-config'

function trimmedEnd(text: string, start: number, end: number): number {
  let i = end
  while (i > start && isSpace(text.charCodeAt(i - 1))) i--
  return i
}

/** Go's unicode.IsSpace. */
function isSpace(code: number): boolean {
  if (code < 0x100) return code === 32 || (code >= 9 && code <= 13) || code === 0x85 || code === 0xa0
  return (
    code === 0x1680 ||
    (code >= 0x2000 && code <= 0x200a) ||
    code === 0x2028 ||
    code === 0x2029 ||
    code === 0x202f ||
    code === 0x205f ||
    code === 0x3000
  )
}
