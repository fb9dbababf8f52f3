/** X.509 certificates (RFC 5280) with the content and order of extensions that Go's crypto/x509 (1.26) gives them. */
import type * as Crypto from 'node:crypto'
import { fail } from '../parameters.ts'
import {
  bitString,
  flag,
  integer,
  nothing,
  objectIdentifier,
  octetString,
  sequence,
  set,
  tagged,
  textString,
  time,
} from './der.ts'
import { readSequence } from './der-reading.ts'
import type { Issuer } from './issuer.ts'
import { curveDigest, type PrivateKey } from './private-key.ts'

export interface CertificateRequest {
  readonly commonName: string
  readonly isAuthority: boolean
  readonly dnsNames: readonly string[]
  /** Each of 4 or 16 bytes. */
  readonly addresses: readonly Uint8Array[]
  readonly serial: bigint
  /** Seconds since 1970. */
  readonly from: number
  readonly until: number
  readonly key: PrivateKey
}

type SigningKey = Exclude<PrivateKey, { type: 'other' }>

/** The certificate in DER, signed by its own key or by that of an issuer. */
export function createCertificate(
  crypto: typeof Crypto,
  request: CertificateRequest,
  issuer?: Issuer,
): Uint8Array {
  const signer = signing(issuer?.key ?? request.key)
  const publicKey = crypto.createPublicKey(signing(request.key).key).export({ type: 'spki', format: 'der' })
  const algorithm = signatureAlgorithm(signer)
  const subject = nameOf(request.commonName)
  const issuerName = issuer?.subject ?? subject
  const authorityKeyId = Buffer.compare(issuerName, subject) === 0 ? undefined : issuer?.subjectKeyId
  const subjectKeyId = request.isAuthority ? keyIdOf(crypto, publicKey) : undefined
  const body = sequence(
    tagged(0, 'constructed', integer(2n)),
    integer(request.serial),
    algorithm,
    issuerName,
    sequence(time(request.from), time(request.until)),
    subject,
    publicKey,
    tagged(3, 'constructed', sequence(...extensions(request, subjectKeyId, authorityKeyId))),
  )
  const signature = crypto.sign(digestOf(signer), body, signer.key)
  return sequence(body, algorithm, bitString(signature))
}

function signing(key: PrivateKey): SigningKey {
  if (key.type === 'other')
    return fail('error creating certificate: x509: only RSA, ECDSA and Ed25519 keys supported')
  const bits = key.key.asymmetricKeyDetails?.modulusLength
  if (bits !== undefined && bits < 1024)
    fail(`error creating certificate: crypto/rsa: ${bits}-bit keys are insecure`)
  return key
}

function digestOf({ type, key }: SigningKey): string | null {
  if (type === 'ed25519') return null
  return type === 'ec' ? (curveDigest(key) ?? 'sha256') : 'sha256'
}

function signatureAlgorithm({ type, key }: SigningKey): Uint8Array {
  if (type === 'rsa') return sequence(objectIdentifier('1.2.840.113549.1.1.11'), nothing())
  if (type === 'ed25519') return sequence(objectIdentifier('1.3.101.112'))
  const last = { sha256: 2, sha384: 3, sha512: 4 }[curveDigest(key) ?? 'sha256']
  return sequence(objectIdentifier(`1.2.840.10045.4.3.${last}`))
}

function nameOf(commonName: string): Uint8Array {
  if (!commonName.isWellFormed()) fail('error creating certificate: asn1: string not valid UTF-8')
  if (commonName === '') return sequence()
  return sequence(set(sequence(objectIdentifier('2.5.4.3'), textString(commonName))))
}

/** The first 160 bits of the SHA-256 of the key's own bits (RFC 7093). */
function keyIdOf(crypto: typeof Crypto, publicKey: Uint8Array): Uint8Array {
  // Only ever of keys that node:crypto wrote: a sequence of an algorithm and a bit string that ends it.
  const [, bits] = readSequence(publicKey) ?? []
  return crypto
    .createHash('sha256')
    .update(bits?.content.subarray(1) ?? publicKey)
    .digest()
    .subarray(0, 20)
}

function extensions(
  request: CertificateRequest,
  subjectKeyId: Uint8Array | undefined,
  authorityKeyId: Uint8Array | undefined,
): readonly Uint8Array[] {
  const { isAuthority, commonName } = request
  // Digital signature and key encipherment; for an authority also the signing of certificates.
  const usage = isAuthority ? bitString(Uint8Array.of(0xa4), 2) : bitString(Uint8Array.of(0xa0), 5)
  const purposes = ['1.3.6.1.5.5.7.3.1', '1.3.6.1.5.5.7.3.2'].map(objectIdentifier)
  const written = [
    extension('2.5.29.15', usage, 'critical'),
    extension('2.5.29.37', sequence(...purposes)),
    extension('2.5.29.19', isAuthority ? sequence(flag(true)) : sequence(), 'critical'),
  ]
  if (subjectKeyId !== undefined) written.push(extension('2.5.29.14', octetString(subjectKeyId)))
  if (authorityKeyId !== undefined) {
    written.push(extension('2.5.29.35', sequence(tagged(0, 'primitive', authorityKeyId))))
  }
  const names = alternativeNames(request)
  if (names.length > 0) {
    written.push(extension('2.5.29.17', sequence(...names), commonName === '' ? 'critical' : 'optional'))
  }
  return written
}

function extension(id: string, value: Uint8Array, weight: 'critical' | 'optional' = 'optional'): Uint8Array {
  const critical = weight === 'critical' ? [flag(true)] : []
  return sequence(objectIdentifier(id), ...critical, octetString(value))
}

function alternativeNames({ dnsNames, addresses }: CertificateRequest): readonly Uint8Array[] {
  for (const name of dnsNames) {
    if (/[^\0-\x7f]/.test(name)) {
      fail(`error creating certificate: x509: ${JSON.stringify(name)} cannot be encoded as an IA5String`)
    }
  }
  return [
    ...dnsNames.map((name) => tagged(2, 'primitive', Buffer.from(name))),
    ...addresses.map((address) => tagged(7, 'primitive', address)),
  ]
}
