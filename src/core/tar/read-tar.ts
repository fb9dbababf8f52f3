import { fromBytes } from '../go-string.ts'
import { ByteQueue } from './byte-queue.ts'
import { blockSize, type Header, parseHeader } from './header.ts'
import { parsePax } from './pax.ts'

/** An entry of an archive. */
export interface TarEntry {
  readonly kind: 'file' | 'folder' | 'link' | 'hard-link' | 'character-device' | 'block-device' | 'fifo'
  readonly name: string
  /** Target of a link. */
  readonly linkName: string
  /** Permissions, 0 to 07777. */
  readonly mode: number
  readonly uid: number
  readonly gid: number
  /** In bytes. */
  readonly size: number
  /** Seconds since 1970. */
  readonly modified: number
  readonly device: { readonly major: number; readonly minor: number }
  /** Extended attributes by their names (`security.capability`). */
  readonly attributes: ReadonlyMap<string, Uint8Array>
  /** The content; what is not read is passed over before the next entry. */
  readonly content: AsyncIterable<Uint8Array>
}

const kinds: Readonly<Record<string, TarEntry['kind']>> = {
  '0': 'file',
  '1': 'hard-link',
  '2': 'link',
  '3': 'character-device',
  '4': 'block-device',
  '5': 'folder',
  '6': 'fifo',
}

/** Longer headers than this are no real names or attributes. */
const longestHeader = 1 << 20

/**
 * Reads a tar archive (POSIX ustar and pax, GNU long names) from a stream, entry by entry. Throws an Error for a
 * damaged one, and for sparse files and whatever else is not known.
 */
export async function* readTar(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<TarEntry, void, void> {
  const queue = new ByteQueue(bytes)
  const common = new Map<string, Uint8Array>()
  let own = new Map<string, Uint8Array>()
  for (;;) {
    const block = await queue.take(blockSize)
    const header = block.length === 0 ? undefined : parseHeader(block)
    if (header === undefined) return
    const { type } = header
    if (type === 'g' || type === 'x' || type === 'L' || type === 'K') {
      const content = await wholeHeader(queue, header)
      if (type === 'L') own.set('path', untilZero(content))
      else if (type === 'K') own.set('linkpath', untilZero(content))
      else for (const [key, value] of parsePax(content)) (type === 'g' ? common : own).set(key, value)
      continue
    }
    const records = new Map([...common, ...own])
    own = new Map()
    const entry = entryOf(header, records)
    let left = entry.kind === 'file' ? entry.size : 0
    const content = (async function* () {
      while (left > 0) {
        const part = await queue.some(left)
        left -= part.length
        yield part
      }
    })()
    yield { ...entry, content }
    while (left > 0) left -= (await queue.some(left)).length
    const size = entry.kind === 'file' ? entry.size : 0
    await queue.take((blockSize - (size % blockSize)) % blockSize)
  }
}

async function wholeHeader(queue: ByteQueue, { size }: Header): Promise<Uint8Array> {
  if (size > longestHeader) throw new Error(`a header of ${size} bytes`)
  const content = await queue.take(size)
  await queue.take((blockSize - (size % blockSize)) % blockSize)
  return content
}

function entryOf(header: Header, records: ReadonlyMap<string, Uint8Array>): Omit<TarEntry, 'content'> {
  const textOf = (key: string) => {
    const value = records.get(key)
    return value === undefined ? undefined : fromBytes(value)
  }
  const numberOf = (key: string, otherwise: number) => {
    const value = Number(textOf(key) ?? otherwise)
    if (!Number.isFinite(value)) throw new Error(`a pax header has a broken ${key}`)
    return value
  }
  const name = textOf('path') ?? header.name
  if ([...records.keys()].some((key) => key.startsWith('GNU.sparse.')) || header.type === 'S')
    throw new Error(`${name} is a sparse file, which no image may have`)
  const kind = kinds[header.type]
  if (kind === undefined) throw new Error(`${name} is of a kind that is not known (${header.type})`)
  const attributes = new Map<string, Uint8Array>()
  for (const [key, value] of records)
    if (key.startsWith(xattr)) attributes.set(key.slice(xattr.length), value)
  const size = numberOf('size', header.size)
  if (size < 0 || !Number.isSafeInteger(size)) throw new Error(`${name} has a broken size`)
  return {
    // Old archives have folders as files whose name ends in a slash.
    kind: kind === 'file' && name.endsWith('/') ? 'folder' : kind,
    name,
    linkName: textOf('linkpath') ?? header.linkName,
    mode: header.mode,
    uid: numberOf('uid', header.uid),
    gid: numberOf('gid', header.gid),
    size,
    modified: numberOf('mtime', header.modified),
    device: { major: header.deviceMajor, minor: header.deviceMinor },
    attributes,
  }
}

const xattr = 'SCHILY.xattr.'

function untilZero(bytes: Uint8Array): Uint8Array {
  const end = bytes.indexOf(0)
  return end < 0 ? bytes : bytes.slice(0, end)
}
