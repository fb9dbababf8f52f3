import type { Fault } from './fault.ts'

const help = 'Write github:NAME, gitlab:NAME, an https address, or the key itself'

/** What is wrong with an entry that names a server of keys: `github:NAME`. `unknown` is a scheme that is none. */
export function keyServerFault(entry: string, unknown: string | undefined): Fault | undefined {
  const scheme = entry.slice(0, entry.indexOf(':'))
  if (unknown !== undefined) {
    const message = `\`${scheme}:\` is no server that keys can be fetched from`
    const meant = /^(gh|ssh-import-id|github\.com|ghub)$/i.test(scheme)
      ? `Write github:${entry.slice(scheme.length + 1)}`
      : help
    return { message, help: meant, severity: 'error', from: 0, to: scheme.length + 1 }
  }
  const name = entry.slice(scheme.length + 1)
  const from = scheme.length + 1
  const shown = `\`${entry}\``
  if (name === '') {
    return { message: `${shown} names nobody`, help: `Write ${scheme}:NAME`, severity: 'error' }
  }
  if (name.endsWith('.keys')) {
    const message = `${shown} has .keys at its end, which is added anyway`
    return {
      message,
      help: `Write ${entry.slice(0, -'.keys'.length)}`,
      from: entry.length - 5,
      to: entry.length,
    }
  }
  if (/^[@/]/.test(name)) {
    return {
      message: `${shown} is no name of an account`,
      help: `Write ${scheme}:${name.replace(/^[@/]+/, '')}`,
      from,
      to: from + 1,
    }
  }
  const form =
    scheme.toLowerCase() === 'github'
      ? /^[A-Za-z0-9](?:-?[A-Za-z0-9])*(?:_[A-Za-z0-9]+)?$/
      : /^[A-Za-z0-9_][A-Za-z0-9_.-]*$/
  if (form.test(name) && name.length <= 255) return undefined
  return {
    message: `${shown} is no name of an account`,
    help: `Write ${scheme}: and the name of the account`,
    from,
    to: entry.length,
  }
}
