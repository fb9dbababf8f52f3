import type { WireReader } from './wire.ts'

/** What a kind of public key holds behind its own name; `false` when it does not. */
export interface KeyType {
  read(wire: WireReader): boolean
  /** Of RSA: the bits of the modulus, after `read`. */
  readonly isRsa?: true
  /** No longer accepted by OpenSSH. */
  readonly isObsolete?: true
}

/** RFC 8709: 32 bytes. */
const ed25519: KeyType = { read: (wire) => wire.string()?.length === 32 }

/** RFC 4253, section 6.6: exponent and modulus. */
const rsa: KeyType = { read: (wire) => (wire.bits() ?? 0) > 1 && (wire.bits() ?? 0) > 1, isRsa: true }

const dss: KeyType = {
  read: (wire) => [1, 2, 3, 4].every(() => (wire.bits() ?? 0) > 0),
  isObsolete: true,
}

/** RFC 5656, section 3.1: the name of the curve, and a point that is not compressed (SEC 1). */
function ecdsa(curve: string, pointLength: number): KeyType {
  return {
    read(wire) {
      if (wire.name() !== curve) return false
      const point = wire.string()
      return point?.length === pointLength && point[0] === 4
    },
  }
}

/** OpenSSH's PROTOCOL.u2f: the key, then the application it is for. */
function securityKey(key: KeyType): KeyType {
  return { read: (wire) => key.read(wire) && wire.string() !== undefined }
}

const p256 = ecdsa('nistp256', 65)

const plain: Readonly<Record<string, KeyType>> = {
  'ssh-ed25519': ed25519,
  'ssh-rsa': rsa,
  'ecdsa-sha2-nistp256': p256,
  'ecdsa-sha2-nistp384': ecdsa('nistp384', 97),
  'ecdsa-sha2-nistp521': ecdsa('nistp521', 133),
  'sk-ssh-ed25519@openssh.com': securityKey(ed25519),
  'sk-ecdsa-sha2-nistp256@openssh.com': securityKey(p256),
  'ssh-dss': dss,
}

/** OpenSSH's PROTOCOL.certkeys: a nonce, the key, then what the authority says of it and its signature. */
function certificate(key: KeyType): KeyType {
  return {
    ...key,
    read(wire) {
      const head = wire.string() !== undefined && key.read(wire)
      const serialAndKind = wire.bytes(12) !== undefined
      const idAndPrincipals = wire.string() !== undefined && wire.string() !== undefined
      const validity = wire.bytes(16) !== undefined
      // Critical options, extensions, a reserved field, the authority's key, its signature.
      const rest = [1, 2, 3, 4, 5].every(() => wire.string() !== undefined)
      return head && serialAndKind && idAndPrincipals && validity && rest
    },
  }
}

const certificates = Object.entries(plain).map(([name, type]) => {
  const [base, vendor] = name.split('@')
  return [`${base}-cert-v01@${vendor ?? 'openssh.com'}`, certificate(type)] as const
})

/** The kinds of public keys that OpenSSH knows or knew (sshd(8), ssh-keygen(1)). */
export const keyTypes: ReadonlyMap<string, KeyType> = new Map([...Object.entries(plain), ...certificates])
