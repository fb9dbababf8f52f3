import { suggest } from '../../core/config/suggest.ts'
import type { Fault } from './fault.ts'

/** Folders below /proc/sys (the kernel's Documentation/admin-guide/sysctl). */
const folders = ['abi', 'crypto', 'debug', 'dev', 'fs', 'kernel', 'net', 'sunrpc', 'user', 'vm', 'xen']

/** What is wrong with the name of a kernel parameter. Dots become slashes; the rest is taken as it is. */
export function parameterNameFault(name: string): Fault | undefined {
  const shown = `\`${name}\``
  if (name.split(/[./]/).every((part) => part === '')) {
    const help = 'Write a name such as net.ipv4.ip_forward'
    return { message: 'A kernel parameter has no name', help, severity: 'error' }
  }
  const prefix = /^\/?proc[./]sys[./]/.exec(name)?.[0]
  if (prefix !== undefined) {
    const message = `${shown} starts with ${prefix}, which is put before every name`
    return { message, help: `Write ${name.slice(prefix.length).replaceAll('/', '.')}` }
  }
  // A template that is none here: literal-template tells.
  if (name.includes('{{')) return undefined
  if (name.includes('=')) {
    const [key = '', value = ''] = name.split('=').map((part) => part.trim())
    return { message: `${shown} holds the value in the name`, help: `Write ${key}: "${value}"` }
  }
  if (/\s/.test(name)) {
    return {
      message: `${shown} holds a blank, which no kernel parameter does`,
      help: `Write ${name.replace(/\s/g, '')}`,
    }
  }
  const first = name.split(/[./]/).find((part) => part !== '') ?? ''
  if (!folders.includes(first)) {
    const near = suggest(first, folders)
    const help =
      near === undefined ? 'Names start with kernel, net, vm, fs or the like' : `Did you mean \`${near}\`?`
    const from = name.indexOf(first)
    return {
      message: `${shown} is no kernel parameter: there is no /proc/sys/${first}`,
      help,
      from,
      to: from + first.length,
    }
  }
  return interfaceFault(name)
}

/** Names of interfaces may hold a dot, which is taken for a slash. */
function interfaceFault(name: string): Fault | undefined {
  const [, , folder, link, ...rest] = name.split(/[./]/)
  if (!/^net[./]ipv[46][./]/.test(name) || (folder !== 'conf' && folder !== 'neigh')) return undefined
  if (rest.length < 2 || !/^[0-9]+$/.test(rest[0] ?? '')) return undefined
  const message = `\`${name}\` takes ${link}.${rest[0]} apart: a dot in a name becomes a slash`
  return {
    message,
    help: `Write it in commands: echo VALUE > /proc/sys/net/${name.split('.')[1]}/${folder}/${link}.${rest.join('/')}`,
  }
}

/** What is wrong with the value of a kernel parameter. */
export function parameterValueFault(name: string, value: string): Fault | undefined {
  if (value.includes('{{')) return undefined
  if (value.trim() === '') {
    return {
      message: `\`${name}\` has no value, so nothing is set`,
      help: 'Write the value behind the colon',
    }
  }
  if (/^(true|yes|on|enabled?)$/i.test(value)) {
    return { message: `\`${name}: ${value}\` is no number, which the kernel wants`, help: 'Write "1"' }
  }
  if (/^(false|no|off|disabled?)$/i.test(value)) {
    return { message: `\`${name}: ${value}\` is no number, which the kernel wants`, help: 'Write "0"' }
  }
  return undefined
}
