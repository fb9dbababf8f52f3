import { MachineError } from '../core/machine.ts'
import { hideCredentials, shownAddress } from '../core/report/credentials.ts'
import { type FetchBytes, type ResolvedSource, sizeLimit, sourceError } from './source.ts'

/** Reads a source given by address. */
export async function readUrl(url: string, scheme: string, fetch: FetchBytes): Promise<ResolvedSource> {
  const label = shownAddress(url)
  if (scheme !== 'http' && scheme !== 'https') return notFetchable(hideCredentials(url), scheme)
  try {
    return { label, files: [{ file: label, bytes: await fetch(url, sizeLimit) }], diagnostics: [] }
  } catch (error) {
    if (!(error instanceof MachineError)) throw error
    const message = `${label} could not be fetched: ${withoutName(error.message, label)}`
    const help = 'check the address, and that the network is up at this stage'
    return { label, files: [], diagnostics: [sourceError(label, 'source-not-fetched', message, help)] }
  }
}

/** The reason alone, where it begins with the address as it does everywhere else. */
function withoutName(message: string, label: string): string {
  return message.startsWith(`${label}: `) ? message.slice(label.length + 2) : message
}

const shownLength = 60

/** Also text on one line that begins with a word and a colon, such as `stages: {...}`, reads as an address. */
function notFetchable(url: string, scheme: string): ResolvedSource {
  const label = url.length > shownLength ? `${url.slice(0, shownLength)}…` : url
  const message = `${label} reads as an address of scheme "${scheme}", which cannot be fetched`
  const help =
    'addresses begin with http:// or https://; text that is meant as such needs a line end, or {} around it'
  return { label, files: [], diagnostics: [sourceError(label, 'source-scheme', message, help)] }
}
