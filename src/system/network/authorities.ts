import { readdirSync, readFileSync } from 'node:fs'

/** Where distributions keep all certificate authorities in one file; the first that can be read counts. */
const bundles = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/tls/certs/ca-bundle.crt',
  '/etc/ssl/ca-bundle.pem',
  '/etc/pki/tls/cacert.pem',
  '/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem',
  '/etc/ssl/cert.pem',
]

type Environment = Readonly<Record<string, string | undefined>>

/**
 * The certificates that this system trusts, as PEM texts: SSL_CERT_FILE or the distribution's bundle, and what is in
 * the folders of SSL_CERT_DIR. Undefined when there are none; then those that came with the runtime count.
 */
export function systemAuthorities(environment: Environment): string[] | undefined {
  const files = environment.SSL_CERT_FILE ? [environment.SSL_CERT_FILE] : bundles
  const found: string[] = []
  for (const file of files) {
    const text = readText(file)
    if (text === undefined) continue
    found.push(text)
    break
  }
  for (const folder of environment.SSL_CERT_DIR?.split(':') ?? []) found.push(...textsIn(folder))
  const authorities = found.filter((text) => text.includes('-----BEGIN'))
  return authorities.length > 0 ? authorities : undefined
}

function textsIn(folder: string): string[] {
  try {
    return readdirSync(folder).flatMap((name) => readText(`${folder}/${name}`) ?? [])
  } catch {
    return []
  }
}

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'latin1')
  } catch {
    return undefined
  }
}
