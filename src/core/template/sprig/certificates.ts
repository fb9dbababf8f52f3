import type * as Crypto from 'node:crypto'
import { fromBytes } from '../../go-string.ts'
import type { Surroundings } from '../functions.ts'
import { type GoFunction, GoStruct, type GoValue } from '../values.ts'
import { decodeBase64 } from './base64.ts'
import { createCertificate } from './crypto/certificate.ts'
import { generateDsaKey } from './crypto/dsa.ts'
import { type Issuer, parseCertificate, readIssuer } from './crypto/issuer.ts'
import { encodePem } from './crypto/pem.ts'
import { type PrivateKey, parsePrivateKey, privateKeyPem } from './crypto/private-key.ts'
import { parseIpAddress } from './ip-address.ts'
import { define, fail, int, list, type Parameter, text } from './parameters.ts'
import { printed } from './text-of.ts'

const SECONDS_PER_DAY = 86_400n
const NANOSECONDS = 1_000_000_000n

/** Private keys and certificates. */
export async function functions(surroundings: Surroundings): Promise<readonly GoFunction[]> {
  const crypto = await import('node:crypto')

  const newKey = (): PrivateKey => ({
    type: 'rsa',
    key: crypto.generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey,
  })
  const keyFrom = (pem: string): PrivateKey => parsePrivateKey(crypto, pem)

  const issue = (subject: Subject, days: bigint, key: PrivateKey, issuer?: Issuer): Certificate => {
    const now = surroundings.now()
    const end = now + BigInt.asIntN(64, days * SECONDS_PER_DAY * NANOSECONDS)
    const request = {
      ...subject,
      addresses: addressesOf(subject.addresses),
      dnsNames: namesOf(subject.dnsNames),
      serial: BigInt(`0x${Buffer.from(surroundings.random(16)).toString('hex')}`),
      from: Number(now / NANOSECONDS),
      until: Number(end / NANOSECONDS),
      key,
    }
    const der = createCertificate(crypto, request, issuer)
    if (key.type === 'other') return fail('error creating certificate: the key cannot be written')
    return new Certificate(encodePem('CERTIFICATE', der), privateKeyPem(key))
  }
  const authority = (commonName: string, days: bigint, key: PrivateKey): Certificate =>
    issue({ commonName, isAuthority: true, dnsNames: [], addresses: [] }, days, key)

  return [
    define('genPrivateKey', [text], (type) => generateKey(crypto, surroundings, type)),
    define('genCA', [text, int], (name, days) => authority(name, days, newKey())),
    define('genCAWithKey', [text, int, text], (name, days, pem) => authority(name, days, keyFrom(pem))),
    define('genSelfSignedCert', [text, list, list, int], (name, addresses, names, days) =>
      issue(subjectOf(name, addresses, names), days, newKey()),
    ),
    define('genSelfSignedCertWithKey', [text, list, list, int, text], (name, addresses, names, days, pem) =>
      issue(subjectOf(name, addresses, names), days, keyFrom(pem)),
    ),
    define('genSignedCert', [text, list, list, int, certificate], (name, addresses, names, days, ca) =>
      issue(subjectOf(name, addresses, names), days, newKey(), readIssuer(crypto, ca.cert, ca.key)),
    ),
    define(
      'genSignedCertWithKey',
      [text, list, list, int, certificate, text],
      (name, addresses, names, days, ca, pem) =>
        issue(subjectOf(name, addresses, names), days, keyFrom(pem), readIssuer(crypto, ca.cert, ca.key)),
    ),
    define('buildCustomCert', [text, text], (cert, key) => {
      const certPem = decoded(cert, 'certificate')
      const keyPem = decoded(key, 'private key')
      parseCertificate(crypto, certPem)
      parsePrivateKey(crypto, keyPem)
      return new Certificate(certPem, keyPem)
    }),
  ]
}

/** A certificate and its key in PEM; sprig's own struct. */
class Certificate extends GoStruct {
  readonly cert: string
  readonly key: string
  constructor(cert: string, key: string) {
    super('sprig.certificate', [
      { name: 'Cert', value: cert },
      { name: 'Key', value: key },
    ])
    this.cert = cert
    this.key = key
  }
}

const certificate: Parameter<Certificate> = {
  type: 'sprig.certificate',
  read: (value) => (value instanceof Certificate ? value : fail('unable to decode certificate')),
}

interface Subject {
  readonly commonName: string
  readonly isAuthority: boolean
  readonly dnsNames: readonly GoValue[]
  readonly addresses: readonly GoValue[]
}

function subjectOf(commonName: string, addresses: readonly GoValue[], dnsNames: readonly GoValue[]): Subject {
  return { commonName, isAuthority: false, dnsNames, addresses }
}

function namesOf(values: readonly GoValue[]): readonly string[] {
  return values.map((value) =>
    typeof value === 'string'
      ? value
      : fail(`error processing alternate dns name: ${printed(value)} is not a string`),
  )
}

/** IPv4 addresses that are written as IPv6 count as IPv4. */
function addressesOf(values: readonly GoValue[]): readonly Uint8Array[] {
  return values.map((value) => {
    if (typeof value !== 'string') return fail(`error parsing ip: ${printed(value)} is not a string`)
    const bytes = parseIpAddress(value) ?? fail(`error parsing ip: ${value}`)
    const isMapped = bytes.length === 16 && /^0{20}ffff/.test(Buffer.from(bytes).toString('hex'))
    return isMapped ? bytes.subarray(12) : bytes
  })
}

/** Of a type: rsa (4096 bits, also when none is given), dsa, ecdsa (P-256) or ed25519. */
function generateKey(crypto: typeof Crypto, surroundings: Surroundings, type: string): string {
  switch (type) {
    case '':
    case 'rsa': {
      const { privateKey } = crypto.generateKeyPairSync('rsa', { modulusLength: 4096 })
      return privateKeyPem({ type: 'rsa', key: privateKey })
    }
    case 'dsa':
      return encodePem('DSA PRIVATE KEY', generateDsaKey(crypto, surroundings))
    case 'ecdsa': {
      const { privateKey } = crypto.generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
      return privateKeyPem({ type: 'ec', key: privateKey })
    }
    case 'ed25519':
      return privateKeyPem({ type: 'ed25519', key: crypto.generateKeyPairSync('ed25519').privateKey })
    default:
      return `Unknown type ${type}`
  }
}

function decoded(base64: string, what: string): string {
  const bytes = decodeBase64(base64)
  return bytes instanceof Uint8Array ? fromBytes(bytes) : fail(`unable to decode base64 ${what}`)
}
