import { byteLength } from '../../core/go-string.ts'
import type { Fault } from './fault.ts'

/** What a path is for: a file to write, a folder, or either. */
export type PathUse = 'file' | 'folder' | 'any'

/** Limits of the kernel, in bytes (limits.h: NAME_MAX, PATH_MAX without its zero). */
const longestName = 255
const longestPath = 4095

/** What is wrong with a path of the target. An empty one is for the caller to judge. */
export function pathFault(path: string, use: PathUse): Fault | undefined {
  // A template that is none here: literal-template tells.
  if (path === '' || path.includes('{{')) return undefined
  return unusable(path, use) ?? unintended(path)
}

function unusable(path: string, use: PathUse): Fault | undefined {
  if (path.includes('\0')) {
    return { message: 'A path holds a zero byte', help: 'Take \\0 out of it', severity: 'error' }
  }
  if (byteLength(path) > longestPath || path.split('/').some((name) => byteLength(name) > longestName)) {
    const limits = `${longestName} bytes a name and ${longestPath} in all are the limit`
    return { message: `The path is too long: ${limits}`, help: 'Shorten it', severity: 'error' }
  }
  if (use === 'file' && path.endsWith('/')) {
    const help =
      path === '/' ? 'Name a file below it' : `Write ${path.replace(/\/+$/, '')}, or use directories`
    return { message: `\`${path}\` ends in a slash, so it is no file`, help, severity: 'error' }
  }
  return undefined
}

function unintended(path: string): Fault | undefined {
  const shown = `\`${path.replaceAll('\n', '\\n')}\``
  if (path.startsWith('~')) {
    const message = `${shown} is not the home folder: no shell replaces ~ here`
    return { message, help: 'Write the folder out, such as /root' }
  }
  const variable = /\$(\{\w+\}|[A-Za-z_]\w*)/.exec(path)
  if (variable !== null) {
    const message = `${shown} keeps ${variable[0]} as it is: no shell replaces variables here`
    const [from, to] = [variable.index, variable.index + variable[0].length]
    return { message, help: 'Write the path out', from, to }
  }
  if (path.trim() !== path) {
    const message = `${shown} has a blank or line end at its ${path.trimStart() === path ? 'end' : 'start'}`
    return { message, help: `Write ${path.trim()}` }
  }
  if (!path.startsWith('/')) {
    const message = `${shown} is relative: it depends on the folder the engine is started in`
    return { message, help: `Write /${path.replace(/^(\.\/)+/, '')}` }
  }
  const parent = /(?<=\/)\.\.(?=\/|$)/.exec(path)
  if (parent !== null) {
    const message = `${shown} goes up with \`..\``
    return { message, help: 'Write the path that it leads to', from: parent.index, to: parent.index + 2 }
  }
  return undefined
}
