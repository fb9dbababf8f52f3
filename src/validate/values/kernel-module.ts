import { suggest } from '../../core/config/suggest.ts'
import type { Present } from '../../core/machine.ts'
import type { Fault } from './fault.ts'
import { namesIn, textIn } from './image.ts'

/** What is wrong with an entry of `modules`: a name, then parameters. */
export function moduleNameFault(entry: string): Fault | undefined {
  const [name = ''] = entry.split(' ')
  const to = name.length
  const shown = `\`${name.trim()}\``
  if (entry.trim() === '') {
    return { message: 'A module has no name', help: 'Write the name, or remove the entry', severity: 'error' }
  }
  if (name === '')
    return { message: `\`${entry.trim()}\` starts with a blank`, help: `Write ${entry.trim()}` }
  const file = /^(?:.*\/)?([^/]+?)\.ko(?:\.(?:gz|xz|zst))?$/.exec(name)?.[1]
  if (file !== undefined) {
    return {
      message: `${shown} is a file; modprobe wants the name of the module`,
      help: `Write ${file}`,
      from: 0,
      to,
    }
  }
  const odd = /[^A-Za-z0-9_:.*-]/.exec(name)
  if (odd === null) return undefined
  const help =
    odd[0] === ',' ? 'Make an entry of the list of each' : 'Write the name, and parameters after a blank'
  const what = odd[0] === ',' ? 'is more than one module' : 'is no name of a module'
  return { message: `${shown} ${what}`, help, from: odd.index, to: odd.index + 1 }
}

/** Names and aliases of the modules of all kernels of an image. */
export interface KernelModules {
  readonly names: ReadonlySet<string>
  /** Aliases may hold `*`. */
  readonly aliases: readonly string[]
}

/** What depmod(8) has written down; undefined when the image has no kernel. */
export function kernelModules(image: Present): KernelModules | undefined {
  const names = new Set<string>()
  const aliases: string[] = []
  for (const release of namesIn(image, '/lib/modules') ?? []) {
    const folder = `/lib/modules/${release}`
    const dependencies = textIn(image, `${folder}/modules.dep`)
    const builtIn = textIn(image, `${folder}/modules.builtin`)
    // Without one of them nothing can be said of what is not found.
    if (dependencies === undefined || builtIn === undefined) return undefined
    for (const [, name = ''] of `${dependencies}\n${builtIn}`.matchAll(/^(?:[^\s:]*\/)?([^\s/:]+)\.ko/gm)) {
      names.add(plainName(name))
    }
    for (const [, alias = ''] of (textIn(image, `${folder}/modules.alias`) ?? '').matchAll(
      /^alias (\S+)/gm,
    )) {
      aliases.push(plainName(alias))
    }
  }
  return names.size === 0 ? undefined : { names, aliases }
}

/** Where the image has kernels, and none of them the module. */
export function unknownModuleFault(entry: string, modules: KernelModules | undefined): Fault | undefined {
  const [name = ''] = entry.split(' ')
  const wanted = plainName(name)
  if (modules === undefined || modules.names.has(wanted)) return undefined
  if (modules.aliases.some((alias) => covers(alias, wanted))) return undefined
  const near = suggest(wanted, modules.names)
  const help = near === undefined ? 'Install it, or remove the entry' : `Did you mean \`${near}\`?`
  return { message: `The image has no kernel module \`${name}\``, help, from: 0, to: name.length }
}

function covers(alias: string, name: string): boolean {
  if (!alias.includes('*') && !alias.includes('?') && !alias.includes('[')) return alias === name
  // An alias for devices (`pci:v*`) covers no name that somebody writes, unless it starts like one.
  return alias.startsWith(name.slice(0, name.search(/[:*]|$/))) && name.includes(':')
}

/** Hyphens and underscores are the same to modprobe. */
function plainName(name: string): string {
  return name.replaceAll('-', '_')
}
