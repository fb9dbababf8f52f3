import type * as Crypto from 'node:crypto'
import { fail } from '../parameters.ts'
import { type DerElement, readElements, readSequence } from './der-reading.ts'
import { decodePem } from './pem.ts'
import { type PrivateKey, parsePrivateKey } from './private-key.ts'

/** Who signs a certificate. */
export interface Issuer {
  /** Its name, as its own certificate has it. */
  readonly subject: Uint8Array
  readonly subjectKeyId: Uint8Array | undefined
  readonly key: PrivateKey
}

/** Reads certificate and key in PEM; fails when they do not belong together. */
export function readIssuer(crypto: typeof Crypto, certificatePem: string, keyPem: string): Issuer {
  const certificate = parseCertificate(crypto, certificatePem)
  const key = parsePrivateKey(crypto, keyPem)
  if (key.type !== 'other' && !certificate.checkPrivateKey(key.key)) {
    fail("error creating certificate: x509: provided PrivateKey doesn't match parent's PublicKey")
  }
  const [body] = readSequence(certificate.raw) ?? []
  // Version, serial number, algorithm, issuer, validity, subject; the version may be missing.
  const parts = (body && readElements(body.content)) ?? []
  const subject = parts[parts[0]?.tag === 0xa0 ? 5 : 4]
  if (subject === undefined) return fail('error parsing certificate: x509: malformed certificate')
  return { subject: subject.whole, subjectKeyId: subjectKeyIdOf(parts), key }
}

/** The first certificate of a PEM text. */
export function parseCertificate(crypto: typeof Crypto, pem: string): Crypto.X509Certificate {
  const block = decodePem(pem) ?? fail('unable to decode certificate')
  try {
    return new crypto.X509Certificate(Buffer.from(block.bytes))
  } catch (error) {
    return fail(`error parsing certificate: ${error instanceof Error ? error.message : error}`)
  }
}

const subjectKeyIdentifier = Uint8Array.of(0x55, 0x1d, 0x0e)

function subjectKeyIdOf(parts: readonly DerElement[]): Uint8Array | undefined {
  const list = parts.find(({ tag }) => tag === 0xa3)
  for (const extension of (list && readSequence(list.content)) ?? []) {
    const [id, ...rest] = readElements(extension.content) ?? []
    if (id === undefined || Buffer.compare(id.content, subjectKeyIdentifier) !== 0) continue
    const value = rest.at(-1)
    return value && readElements(value.content)?.[0]?.content
  }
  return undefined
}
