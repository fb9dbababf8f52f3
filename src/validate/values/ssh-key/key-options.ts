import { suggest } from '../../../core/config/suggest.ts'

/** Options that may stand before a key (sshd(8), AUTHORIZED_KEYS FILE FORMAT); `true` for those with a value. */
const known: Readonly<Record<string, boolean>> = {
  'agent-forwarding': false,
  'cert-authority': false,
  command: true,
  environment: true,
  'expiry-time': true,
  from: true,
  'no-agent-forwarding': false,
  'no-port-forwarding': false,
  'no-pty': false,
  'no-touch-required': false,
  'no-user-rc': false,
  'no-x11-forwarding': false,
  permitlisten: true,
  permitopen: true,
  'port-forwarding': false,
  principals: true,
  pty: false,
  restrict: false,
  tunnel: true,
  'user-rc': false,
  'verify-required': false,
  'x11-forwarding': false,
}

/** A fault of an option, and the option's place in the line. */
export interface OptionFault {
  readonly message: string
  readonly help?: string
  readonly from: number
  readonly to: number
}

/** Where the options at the start of a line end (at the first blank outside of quotes), and what is wrong with them. */
export function readOptions(line: string): { readonly end: number; readonly fault?: OptionFault } {
  let at = 0
  for (;;) {
    const name = /^[^\s=,"]*/.exec(line.slice(at))?.[0] ?? ''
    const nameEnd = at + name.length
    const value = /^="(?:[^"\\]|\\[\s\S])*"/.exec(line.slice(nameEnd))?.[0]
    const end = nameEnd + (value?.length ?? 0)
    const fault = optionFault(name, value !== undefined, line.slice(nameEnd, nameEnd + 1))
    if (fault !== undefined)
      return { end: endOfOptions(line), fault: { ...fault, from: at, to: Math.max(end, at + 1) } }
    if (line[end] !== ',') return { end }
    at = end + 1
  }
}

function optionFault(name: string, hasValue: boolean, next: string) {
  const takesValue = Object.hasOwn(known, name.toLowerCase()) ? known[name.toLowerCase()] : undefined
  if (takesValue === undefined) {
    const near = suggest(name, Object.keys(known))
    const message = `The key option \`${name}\` is not known to sshd, which then ignores the key`
    return { message, ...(near !== undefined && { help: `Did you mean \`${near}\`?` }) }
  }
  if (takesValue && !hasValue) {
    const message = `The key option \`${name}\` needs a value in double quotes`
    return { message, help: `Write ${name}="..."` }
  }
  if (!takesValue && next === '=') {
    return { message: `The key option \`${name}\` takes no value`, help: `Write ${name} alone` }
  }
  return undefined
}

function endOfOptions(line: string): number {
  return /^(?:"(?:[^"\\]|\\[\s\S])*"|[^\s"])*/.exec(line)?.[0].length ?? 0
}
