import type { Digest, Fetch, Present } from '../../core/machine.ts'
import type { Download } from '../downloads.ts'

/** What an entry asks of its content and of the server, or what is wrong with how it asks. */
export type Demands =
  | {
      readonly digests: readonly Digest[]
      readonly network: Pick<Fetch, 'tries' | 'retry' | 'authorities'>
    }
  | { readonly problem: string; readonly help: string; readonly key: 'sha256' | 'sha512' | 'ca' }

/** More tries than this help nobody. */
const MOST_RETRIES = 20

/** Reads `sha256`, `sha512`, `ca` and `retries`. */
export function demandsOf(entry: Download, now: Present): Demands {
  const digests: Digest[] = []
  for (const algorithm of ['sha256', 'sha512'] as const) {
    const written = entry[algorithm] ?? ''
    if (written === '') continue
    const hex = written.trim().toLowerCase().replace(`${algorithm}:`, '')
    const length = algorithm === 'sha256' ? 64 : 128
    if (!new RegExp(`^[0-9a-f]{${length}}$`).test(hex)) {
      const help = `write the ${length} hexadecimal digits that ${algorithm}sum prints`
      return { problem: `"${written}" is no ${algorithm}; nothing was fetched`, help, key: algorithm }
    }
    digests.push({ algorithm, hex })
  }
  const authorities = authoritiesOf(entry.ca ?? '', now)
  if (authorities === 'none') {
    const problem = `${shortened(entry.ca ?? '')} holds no certificate; nothing was fetched`
    return { problem, help: 'write PEM, or the path of a file of it', key: 'ca' }
  }
  const retries = Math.min(MOST_RETRIES, Math.max(0, Number(entry.retries ?? 0)))
  return {
    digests,
    network: {
      ...(retries > 0 && { tries: retries + 1, retry: 'busy' }),
      ...(authorities !== undefined && { authorities }),
    },
  }
}

/** PEM as it stands, or what is in the file that is named. */
function authoritiesOf(ca: string, now: Present): string | undefined {
  if (ca.trim() === '') return undefined
  const text = isPem(ca) ? ca : ca.startsWith('/') ? now.text(ca) : undefined
  return text !== undefined && isPem(text) ? text : 'none'
}

function isPem(text: string): boolean {
  return /-----BEGIN (TRUSTED |X509 )?CERTIFICATE-----/.test(text)
}

function shortened(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text
}
