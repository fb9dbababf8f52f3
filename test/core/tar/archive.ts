/** Makes tar archives for tests, also such as no tar program would make. */

export interface Part {
  readonly name: string
  /** `0` file, `1` hard link, `2` link, `3` character device, `5` folder, `6` fifo ... */
  readonly type?: string
  readonly content?: string
  readonly link?: string
  readonly mode?: number
  readonly uid?: number
  readonly gid?: number
  readonly device?: readonly [major: number, minor: number]
  /** Records of a pax header in front of it. */
  readonly pax?: Readonly<Record<string, string | Uint8Array>>
  /** GNU headers with a long name, a long link in front of it. */
  readonly gnuName?: string
  readonly gnuLink?: string
}

export function archive(parts: readonly Part[]): Buffer {
  const blocks = parts.flatMap((part) => [
    ...(part.gnuName === undefined
      ? []
      : entry({ name: '././@LongLink', type: 'L' }, bytes(`${part.gnuName}\0`))),
    ...(part.gnuLink === undefined
      ? []
      : entry({ name: '././@LongLink', type: 'K' }, bytes(`${part.gnuLink}\0`))),
    ...(part.pax === undefined ? [] : entry({ name: 'PaxHeaders', type: 'x' }, paxRecords(part.pax))),
    ...entry(part, bytes(part.content ?? '')),
  ])
  return Buffer.concat([...blocks, Buffer.alloc(1024)])
}

export function paxRecords(records: Readonly<Record<string, string | Uint8Array>>): Buffer {
  return Buffer.concat(
    Object.entries(records).map(([key, value]) => {
      const rest = Buffer.concat([bytes(` ${key}=`), bytes(value), bytes('\n')])
      let length = rest.length + 1
      while (String(length).length + rest.length !== length) length++
      return Buffer.concat([bytes(String(length)), rest])
    }),
  )
}

function entry(part: Part, content: Buffer): Buffer[] {
  const header = Buffer.alloc(512)
  const octal = (value: number, at: number, length: number) =>
    header.write(`${value.toString(8).padStart(length - 1, '0')}\0`, at, 'latin1')
  header.write(part.name, 0, 100, 'utf8')
  octal(part.mode ?? (part.type === '5' ? 0o755 : 0o644), 100, 8)
  octal(part.uid ?? process.geteuid?.() ?? 0, 108, 8)
  octal(part.gid ?? process.getegid?.() ?? 0, 116, 8)
  octal(content.length, 124, 12)
  octal(1_000_000_000, 136, 12)
  header.write(part.type ?? '0', 156)
  header.write(part.link ?? '', 157, 100, 'utf8')
  header.write('ustar\x0000', 257, 'latin1')
  octal(part.device?.[0] ?? 0, 329, 8)
  octal(part.device?.[1] ?? 0, 337, 8)
  header.write('        ', 148)
  octal(
    header.reduce((sum, byte) => sum + byte, 0),
    148,
    7,
  )
  const padding = Buffer.alloc((512 - (content.length % 512)) % 512)
  return [header, content, padding]
}

function bytes(text: string | Uint8Array): Buffer {
  return Buffer.from(text)
}
