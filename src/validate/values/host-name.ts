import { byteLength } from '../../core/go-string.ts'
import type { Fault } from './fault.ts'

/** The kernel's limit (gethostname(2)), and that of a part between dots (RFC 1035). */
const longestName = 64
const longestLabel = 63

/** What is wrong with a host name (RFC 1123, section 2.1). Of a template only what stands outside of its actions. */
export function hostNameFault(name: string): Fault | undefined {
  if (name === '') return undefined
  const isTemplate = name.includes('{{')
  const fixed = isTemplate
    ? name.replace(/\{\{[\s\S]*?(\}\}|$)/g, (action) => 'x'.repeat(action.length))
    : name
  if (!isTemplate && byteLength(name) > longestName) {
    const message = `The host name is ${byteLength(name)} bytes long; the kernel takes ${longestName}`
    return { message, help: 'Choose a shorter name', severity: 'error' }
  }
  const odd = /[^A-Za-z0-9.-]/u.exec(fixed)
  if (odd !== null) return oddLetter(name, odd[0], odd.index)
  const edge = /(?:^|(?<=\.))[.-]|[.-](?=\.)|[.-]$/.exec(fixed)
  if (edge !== null) {
    const what = edge[0] === '-' ? 'a hyphen at an end of a part' : 'an empty part'
    const message = `The host name \`${name}\` has ${what}`
    return {
      message,
      help: 'Start and end each part with a letter or digit',
      from: edge.index,
      to: edge.index + 1,
    }
  }
  const long = isTemplate ? undefined : name.split('.').find((label) => label.length > longestLabel)
  if (long !== undefined) {
    const message = `The host name has a part of ${long.length} letters; ${longestLabel} are the limit`
    return { message, help: 'Choose a shorter name' }
  }
  if (/^[0-9]+(\.[0-9]+)*$/.test(fixed)) {
    return {
      message: `The host name \`${name}\` is a number, which programs take for an address`,
      help: 'Start it with a letter',
    }
  }
  return undefined
}

function oddLetter(name: string, letter: string, from: number): Fault {
  const to = from + letter.length
  if (/[\n\r]/.test(letter)) {
    const help = 'Write it on the line of its key, without `|` or `>`'
    return { message: 'The host name holds a line end, which becomes part of the name', help }
  }
  const what = letter === '_' ? 'an underscore' : /\s/.test(letter) ? 'a blank' : `\`${letter}\``
  const help = 'Use letters, digits and hyphens'
  return { message: `The host name \`${name.trim()}\` holds ${what}, which no host name may`, help, from, to }
}
