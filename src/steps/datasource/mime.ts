/** One part of a MIME multipart text. */
export interface MimePart {
  /** Content-Type as it is written, parameters included; empty without one. */
  readonly contentType: string
  /** Content-Transfer-Encoding in small letters; empty without one. */
  readonly transferEncoding: string
  readonly content: string
}

/**
 * The parts between lines of `--BOUNDARY` (RFC 2046, 5.1). The end of a part's last line belongs to the boundary.
 * What is cut off, or has broken header lines, ends the list.
 */
export function mimeParts(text: string, boundary: string): readonly MimePart[] {
  const parts: MimePart[] = []
  const line = new RegExp(
    `(?:^|\\r?\\n)--${boundary.replace(/[^A-Za-z0-9]/g, '\\$&')}(--)?[ \\t]*(?:\\r?\\n|$)`,
    'g',
  )
  let open = line.exec(text)
  while (open !== null && open[1] === undefined) {
    // The line end behind a boundary may also be the one before the next.
    line.lastIndex -= open[0].endsWith('\n') ? 1 : 0
    const close = line.exec(text)
    if (close === null) break
    const start = open.index + open[0].length
    const part = readPart(text.slice(start, Math.max(start, close.index)))
    if (part === undefined) break
    parts.push(part)
    open = close
  }
  return parts
}

/** The boundary that a text declares at its top, as a MIME message does (RFC 2045, 4 and 5); undefined when it is none. */
export function declaredBoundary(text: string): string | undefined {
  const { headers } = splitHead(text) ?? {}
  if (headers === undefined || !headers.has('mime-version')) return undefined
  const [, quoted, plain] =
    /^multipart\/[^;]*;(?:.*;)?\s*boundary=(?:"([^"]+)"|([^\s;"]+))/is.exec(
      headers.get('content-type') ?? '',
    ) ?? []
  return quoted ?? plain
}

function readPart(text: string): MimePart | undefined {
  const head = splitHead(text)
  if (head === undefined) return undefined
  const { headers, rest } = head
  return {
    contentType: headers.get('content-type') ?? '',
    transferEncoding: (headers.get('content-transfer-encoding') ?? '').toLowerCase(),
    content: rest,
  }
}

/** Header lines up to an empty one, names in small letters; undefined when they are none. */
function splitHead(text: string): { headers: Map<string, string>; rest: string } | undefined {
  const headers = new Map<string, string>()
  let last: string | undefined
  let start = 0
  for (;;) {
    const end = text.indexOf('\n', start)
    const line = text.slice(start, end === -1 ? undefined : end).replace(/\r$/, '')
    const next = end === -1 ? text.length : end + 1
    if (line === '') return { headers, rest: text.slice(next) }
    const [, name, value = ''] = /^([!-9;-~]+):[ \t]*(.*?)[ \t]*$/.exec(line) ?? []
    if (/^[ \t]/.test(line) && last !== undefined) headers.set(last, `${headers.get(last)} ${line.trim()}`)
    else if (name === undefined || end === -1) return undefined
    else {
      last = name.toLowerCase()
      if (!headers.has(last)) headers.set(last, value)
    }
    start = next
  }
}
