import type * as Crypto from 'node:crypto'
import { fail } from '../parameters.ts'
import { readSequence } from './der-reading.ts'
import { decodePem, encodePem } from './pem.ts'

/** A private key that can sign; of DSA keys only that they are some. */
export type PrivateKey =
  | { readonly type: 'rsa' | 'ec' | 'ed25519'; readonly key: Crypto.KeyObject }
  | { readonly type: 'other' }

const containers = {
  'PRIVATE KEY': 'pkcs8',
  'RSA PRIVATE KEY': 'pkcs1',
  'EC PRIVATE KEY': 'sec1',
} as const

/** Reads a key in PEM; PKCS #8, or the older forms for RSA, EC and DSA. */
export function parsePrivateKey(crypto: typeof Crypto, pem: string): PrivateKey {
  const block = decodePem(pem)
  if (block === undefined) return fail('no PEM data in input')
  if (block.type === 'DSA PRIVATE KEY') {
    const numbers = readSequence(block.bytes)
    if (numbers?.length !== 6) fail('parsing DSA private key from PEM: malformed key')
    return { type: 'other' }
  }
  const type = Object.entries(containers).find(([name]) => name === block.type)?.[1]
  if (type === undefined) return fail(`no private key data in PEM block of type ${block.type}`)
  const key = attempt(() => crypto.createPrivateKey({ key: Buffer.from(block.bytes), format: 'der', type }))
  switch (key.asymmetricKeyType) {
    case 'rsa':
    case 'ed25519':
      return { type: key.asymmetricKeyType, key }
    case 'ec':
      if (curveDigest(key) === undefined) fail('x509: unknown elliptic curve')
      return { type: 'ec', key }
    default:
      return { type: 'other' }
  }
}

function attempt<T>(parse: () => T): T {
  try {
    return parse()
  } catch (error) {
    return fail(`parsing private key from PEM: ${error instanceof Error ? error.message : error}`)
  }
}

/** The digest that goes with the key's curve. */
export function curveDigest(key: Crypto.KeyObject): 'sha256' | 'sha384' | 'sha512' | undefined {
  switch (key.asymmetricKeyDetails?.namedCurve) {
    case 'secp224r1':
    case 'prime256v1':
      return 'sha256'
    case 'secp384r1':
      return 'sha384'
    case 'secp521r1':
      return 'sha512'
    default:
      return undefined
  }
}

/** The key in the form that sprig writes it: that of OpenSSL for RSA and EC, PKCS #8 for others. */
export function privateKeyPem({ type, key }: Exclude<PrivateKey, { type: 'other' }>): string {
  switch (type) {
    case 'rsa':
      return encodePem('RSA PRIVATE KEY', key.export({ type: 'pkcs1', format: 'der' }))
    case 'ec':
      return encodePem('EC PRIVATE KEY', key.export({ type: 'sec1', format: 'der' }))
    case 'ed25519':
      return encodePem('PRIVATE KEY', key.export({ type: 'pkcs8', format: 'der' }))
  }
}
