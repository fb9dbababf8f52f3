import { MachineError } from '../../core/machine.ts'
import { errorCode } from '../system-error.ts'

/** What the network's error names mean; those of certificates are told apart by their look. */
const words: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'the connection is refused',
  ECONNRESET: 'the connection breaks off',
  EHOSTUNREACH: 'the host cannot be reached',
  ENETUNREACH: 'the network cannot be reached',
  ENOTFOUND: 'the name is not known',
  EAI_AGAIN: 'names cannot be looked up',
  EPIPE: 'the connection breaks off',
  ETIMEDOUT: 'the host does not answer',
  ERR_STREAM_PREMATURE_CLOSE: 'the connection breaks off',
}

/** No answer, or not all of one. */
export class NetworkError extends MachineError {
  /** Whether it may go better a little later: certificates and redirects will be as they are. */
  readonly mayPass: boolean

  constructor(message: string, code: string | undefined, mayPass: boolean) {
    super(message, code)
    this.mayPass = mayPass
  }
}

/** Why a request failed, in a sentence that starts with its address (without credentials). */
export function networkError(address: string, error: unknown): MachineError {
  if (error instanceof MachineError) return error
  const code = errorCode(error)
  const mayPass = code !== undefined && Object.hasOwn(words, code)
  return new NetworkError(`${address}: ${reasonOf(code, error)}`, code, mayPass)
}

function reasonOf(code: string | undefined, error: unknown): string {
  const type = error instanceof Error && 'type' in error ? error.type : undefined
  if (type === 'max-redirect') return 'it redirects more than ten times'
  if (code === undefined) return error instanceof Error ? error.message : String(error)
  if (code.startsWith('HPE_')) return 'the answer is no HTTP'
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') return 'its certificate is for another name'
  if (/CERT|SIGNATURE|ISSUER|SELF_SIGNED|CRL/.test(code)) {
    return `its certificate is not trusted (${code}); add its authority to the system's, or name it in SSL_CERT_FILE`
  }
  return words[code] ?? code
}
