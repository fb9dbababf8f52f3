import { suggest } from '../../../core/config/suggest.ts'
import type { Fault } from '../fault.ts'
import { readOptions } from './key-options.ts'
import { keyTypes } from './key-types.ts'
import { WireReader } from './wire.ts'

/** Shorter RSA keys are refused by OpenSSH (RequiredRSASize of sshd_config(5)), and considered weak (SP 800-131A). */
const refusedBelow = 1024
const weakBelow = 2048

const regenerate = 'Copy the line of the .pub file again, whole and on one line'

/**
 * What is wrong with an entry of authorized_keys: each line of it is a key, with options before and a comment behind.
 * Never repeats what may be a private key. sshd passes over lines that it cannot read, without a word to the user.
 */
export function publicKeyFault(entry: string): Fault | undefined {
  const privateKey = privateKeyFault(entry)
  if (privateKey !== undefined) return privateKey
  if (entry.trim() === '')
    return { message: 'An empty key lets nobody in', help: 'Write the key, or remove the entry' }
  let start = 0
  for (const line of entry.split('\n')) {
    const fault = lineFault(line)
    if (fault !== undefined) return moved(fault, start, line)
    start += line.length + 1
  }
  return undefined
}

/** A private key in a place where a public one, or none at all, belongs. */
export function privateKeyFault(text: string): Fault | undefined {
  const found = /-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----|PuTTY-User-Key-File-[0-9]+:/.exec(text)
  if (found === null) return undefined
  const message = 'A private key stands in place of a public one'
  const help =
    'Write the line of its .pub file; whoever saw this file has the private key, so make a new pair'
  return { message, help, severity: 'error', from: found.index, to: found.index + found[0].length }
}

function moved(fault: Fault, start: number, line: string): Fault {
  const { from = 0, to = line.length } = fault
  return { ...fault, from: start + from, to: start + to }
}

function lineFault(line: string): Fault | undefined {
  const start = line.length - line.trimStart().length
  const text = line.trim()
  if (text === '' || text.startsWith('#')) return undefined
  const fault = keyFault(text)
  return fault && { ...fault, from: start + (fault.from ?? 0), to: start + (fault.to ?? text.length) }
}

function keyFault(text: string): Fault | undefined {
  if (/^-{4,5} ?BEGIN /.test(text)) {
    const message = 'This public key is in a format that sshd does not read'
    return { message, help: 'Turn it into one line: ssh-keygen -i -f FILE' }
  }
  const first = /^\S+/.exec(text)?.[0] ?? ''
  if (keyTypes.has(first)) return typedKeyFault(text, 0)
  if (!/^[A-Za-z0-9-]+(?:[=,]|\s|$)/.test(text)) return noKey(text)
  const { end, fault } = readOptions(text)
  const blanks = /^\s*/.exec(text.slice(end))?.[0].length ?? 0
  const rest = text.slice(end + blanks)
  const type = /^\S+/.exec(rest)?.[0] ?? ''
  if (keyTypes.has(type)) return fault ?? typedKeyFault(rest, end + blanks)
  return noKey(text)
}

/** Neither a known kind of key nor options before one. */
function noKey(text: string): Fault {
  const first = /^\S+/.exec(text)?.[0] ?? ''
  const to = first.length
  if (/^AAAA[BCEI]/.test(first)) {
    return {
      message: 'The key does not start with its kind',
      help: 'Write ssh-ed25519 or the like before it',
      from: 0,
      to,
    }
  }
  const near = first.length < 50 ? suggest(first, keyTypes.keys()) : undefined
  if (near !== undefined) {
    return { message: `\`${first}\` is no kind of SSH key`, help: `Did you mean \`${near}\`?`, from: 0, to }
  }
  if (/^rsa-sha2-(256|512)$/.test(first)) {
    const message = `\`${first}\` is a kind of signature, not of key`
    return { message, help: 'Write ssh-rsa', from: 0, to }
  }
  return { message: 'The entry is no SSH public key', help: regenerate }
}

function typedKeyFault(text: string, offset: number): Fault | undefined {
  const [, name = '', blanks = '', data = ''] = /^(\S+)(\s*)(\S*)/.exec(text) ?? []
  const at = offset + name.length + blanks.length
  const place = data === '' ? { from: offset, to: offset + name.length } : { from: at, to: at + data.length }
  const type = keyTypes.get(name)
  if (type === undefined) return undefined
  if (data === '') return { message: `The ${name} key has no data`, help: regenerate, ...place }
  const bytes = fromBase64(data)
  if (bytes === undefined) return { message: `The ${name} key is no base64`, help: regenerate, ...place }
  const wire = new WireReader(bytes)
  const named = wire.name()
  if (named !== undefined && named !== name && keyTypes.has(named)) {
    const message = `The key says it is ${named}, not ${name}`
    return { message, help: `Write ${named} before it`, from: offset, to: offset + name.length }
  }
  if (named !== name || !type.read(wire) || !wire.isAtEnd) {
    return { message: `The ${name} key is damaged or cut off`, help: regenerate, ...place }
  }
  if (type.isObsolete) {
    const message = `The key is of the kind ${name}, which sshd no longer accepts`
    return { message, help: 'Make a new one: ssh-keygen -t ed25519', from: offset, to: offset + name.length }
  }
  return type.isRsa && !name.includes('-cert-') ? rsaFault(bytes, place) : undefined
}

function rsaFault(
  bytes: Uint8Array,
  place: { readonly from: number; readonly to: number },
): Fault | undefined {
  const wire = new WireReader(bytes)
  wire.string()
  wire.string()
  const bits = wire.bits() ?? 0
  if (bits >= weakBelow) return undefined
  const help = 'Make a new one: ssh-keygen -t ed25519'
  const message =
    bits < refusedBelow
      ? `The ssh-rsa key has ${bits} bits, which sshd refuses`
      : `The ssh-rsa key has ${bits} bits, which is too short to be safe`
  return { message, help, ...place }
}

/** Standard alphabet with padding, as sshd reads it. */
function fromBase64(data: string): Uint8Array | undefined {
  if (data.length % 4 !== 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(data)) return undefined
  return Buffer.from(data, 'base64')
}
