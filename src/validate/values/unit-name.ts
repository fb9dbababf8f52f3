import { suggest } from '../../core/config/suggest.ts'
import type { Fault } from './fault.ts'

const kinds = [
  'service',
  'socket',
  'device',
  'mount',
  'automount',
  'swap',
  'target',
  'path',
  'timer',
  'slice',
  'scope',
]

/** UNIT_NAME_MAX of systemd. */
const longestName = 255

/** What is wrong with the name of a unit (systemd.unit(5)); one without a kind means a service. */
export function unitNameFault(unit: string): Fault | undefined {
  const shown = `\`${unit}\``
  // systemctl takes paths of unit files as well.
  if (unit.startsWith('/')) return undefined
  if (unit.length > longestName) {
    return { message: `The unit name is longer than ${longestName} letters`, help: 'Shorten it' }
  }
  const odd = /[^A-Za-z0-9:_.\\@-]/.exec(unit)
  if (odd !== null) {
    const help = 'Names hold letters, digits and : - _ . \\ @; systemd-escape(1) makes them'
    const what = odd[0] === '/' ? 'a slash' : /\s/.test(odd[0]) ? 'a blank' : `\`${odd[0]}\``
    return { message: `${shown} is no unit name: it holds ${what}`, help, from: odd.index, to: odd.index + 1 }
  }
  if (unit.startsWith('@'))
    return { message: `${shown} is no unit name: nothing stands before @`, help: 'Write NAME@INSTANCE' }
  return kindFault(unit)
}

/** A name may hold dots of its own, so only what is nearly a kind is taken for a misspelt one. */
function kindFault(unit: string): Fault | undefined {
  const dot = unit.lastIndexOf('.')
  const kind = unit.slice(dot + 1)
  if (dot === -1 || kinds.includes(kind)) return undefined
  if (kind === '') {
    return {
      message: `\`${unit}\` ends in a dot`,
      help: `Write ${unit.slice(0, dot)}.service`,
      from: dot,
      to: dot + 1,
    }
  }
  const near = kind.length < 4 ? undefined : suggest(kind, kinds)
  if (near === undefined) return undefined
  const message = `\`${unit}\` is taken for a service: \`.${kind}\` is no kind of unit`
  return { message, help: `Did you mean \`${unit.slice(0, dot)}.${near}\`?`, from: dot + 1, to: unit.length }
}

/** What is wrong with an entry of `enable`, `disable`, `start` or `mask`: words of a command line of systemctl. */
export function unitWordsFault(entry: string, verb: string): Fault | undefined {
  if (entry.trim() === '') {
    return {
      message: `An entry of \`${verb}\` names no unit`,
      help: 'Write a unit, or remove the entry',
      severity: 'error',
    }
  }
  // What the shell has to look at first is not known here.
  if (/[$`"'\\;&|<>(){}*?[\]]/.test(entry)) return undefined
  for (const { 0: word, index } of entry.matchAll(/\S+/g)) {
    if (word.startsWith('-')) continue
    const fault = unitNameFault(word) ?? templateFault(word, verb)
    if (fault !== undefined) {
      return { ...fault, from: index + (fault.from ?? 0), to: index + (fault.to ?? word.length) }
    }
  }
  return undefined
}

function templateFault(unit: string, verb: string): Fault | undefined {
  if (verb !== 'start' || !/@(\.\w+)?$/.test(unit)) return undefined
  const message = `\`${unit}\` is a template, which cannot be started without an instance`
  return { message, help: `Write ${unit.replace('@', '@INSTANCE')}`, severity: 'error' }
}
