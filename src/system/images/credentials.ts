import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { MachineError } from '../../core/machine.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** How to log in to a registry. */
export interface Credentials {
  readonly username: string
  readonly password: string
}

/** Milliseconds for a credential helper. */
const deadline = 30_000

/**
 * What the configuration of Docker's client (`config.json` in $DOCKER_CONFIG, else ~/.docker) has for a registry:
 * a login of its own, or a helper that keeps it. Throws a MachineError for a file that cannot be read.
 */
export function credentialsFor(registry: string, environment: Environment): Credentials | undefined {
  const folder = environment.DOCKER_CONFIG || `${environment.HOME || '/root'}/.docker`
  const config = readConfig(`${folder}/config.json`)
  if (config === undefined) return undefined
  const names = namesOf(registry)
  const { auths, credHelpers, credsStore } = config
  const helper = names.map((name) => fieldsOf(credHelpers)[name]).find((found) => found !== undefined)
  for (const program of [helper, credsStore]) {
    const found = typeof program === 'string' ? askHelper(program, names, environment) : undefined
    if (found !== undefined) return found
  }
  for (const name of names) {
    const found = login(fieldsOf(fieldsOf(auths)[name]))
    if (found !== undefined) return found
  }
  return undefined
}

/** Docker's own registry is known by an address of old. */
function namesOf(registry: string): readonly string[] {
  const names = [
    registry,
    `https://${registry}`,
    `http://${registry}`,
    `https://${registry}/v1/`,
    `https://${registry}/v2/`,
  ]
  return registry === 'index.docker.io' ? ['https://index.docker.io/v1/', 'docker.io', ...names] : names
}

type Fields = Readonly<Record<string, unknown>>

function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {}
}

function readConfig(path: string): Fields | undefined {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
  try {
    return fieldsOf(JSON.parse(text))
  } catch {
    // What is in it is secret, so the parser's own words are left out.
    throw new MachineError(`${path} is no valid JSON; correct it, or remove it to ask without a login`)
  }
}

function login({ auth, username, password, identitytoken }: Fields): Credentials | undefined {
  if (typeof identitytoken === 'string' && identitytoken !== '')
    return { username: '<token>', password: identitytoken }
  if (typeof username === 'string' && username !== '' && typeof password === 'string')
    return { username, password }
  if (typeof auth !== 'string' || auth === '') return undefined
  const text = Buffer.from(auth, 'base64').toString('utf8')
  const colon = text.indexOf(':')
  if (colon < 1) return undefined
  return { username: text.slice(0, colon), password: text.slice(colon + 1).replace(/\0+$/, '') }
}

/** The protocol of docker-credential-helpers: the address on standard input, JSON on standard output. */
function askHelper(
  name: string,
  addresses: readonly string[],
  environment: Environment,
): Credentials | undefined {
  if (!/^[\w.-]+$/.test(name)) return undefined
  for (const address of addresses) {
    const { status, stdout } = spawnSync(`docker-credential-${name}`, ['get'], {
      input: address,
      timeout: deadline,
      env: { ...environment },
      stdio: ['pipe', 'pipe', 'ignore'],
      maxBuffer: 1 << 20,
    })
    if (status !== 0) continue
    const { Username: username, Secret: password } = parsed(stdout.toString('utf8'))
    if (typeof username === 'string' && typeof password === 'string') return { username, password }
  }
  return undefined
}

function parsed(text: string): Fields {
  try {
    return fieldsOf(JSON.parse(text))
  } catch {
    return {}
  }
}
