import { lstatSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { compareBytes, toBytes } from '../core/go-string.ts'
import { expandGlobs } from '../sources/glob.ts'
import { defaultLayers, readLayer } from '../sources/layers.ts'
import { missing, readPath } from '../sources/resolve-source.ts'
import { type ResolvedSource, textName } from '../sources/source.ts'
import { readStandardInput } from '../sources/standard-input.ts'
import { InputError } from './command.ts'

/** The layers of an image or the running system, as a boot reads them. */
export function layersBelow(root: string): readonly ResolvedSource[] {
  return defaultLayers.map((folder) => readLayer(folder, root)).filter(({ skipped }) => skipped === undefined)
}

/**
 * What operands lead to: folders as at boot, files of any name, patterns, `-`. Files of the same folder that follow
 * each other are one source: a shell has made them of `oem/*.yaml`, and at boot they are of one layer.
 */
export async function sourcesOf(operands: readonly string[]): Promise<readonly ResolvedSource[]> {
  const sources: ResolvedSource[] = []
  let group: { readonly folder: string; readonly paths: string[] } | undefined
  for (const operand of operands) {
    const isGiven = operand === '-' || isAnything(operand)
    for (const path of isGiven ? [operand] : await expandGlobs([operand])) {
      if (path !== '-' && isFile(path)) {
        const folder = dirname(resolve(path))
        if (group?.folder !== folder) {
          closeGroup()
          group = { folder, paths: [] }
        }
        group.paths.push(path)
        continue
      }
      closeGroup()
      sources.push(path === '-' ? await fromStandardInput() : readGiven(path))
    }
  }
  closeGroup()
  return sources

  function closeGroup() {
    if (group === undefined) return
    const read = [...new Set(group.paths)].sort(compareBytes).map(readGiven)
    sources.push({
      label: read.length === 1 ? (read[0] as ResolvedSource).label : group.folder,
      files: read.flatMap(({ files }) => files),
      diagnostics: read.flatMap(({ diagnostics }) => diagnostics),
    })
    group = undefined
  }
}

function readGiven(path: string): ResolvedSource {
  return readPath(path) ?? missing(path, 'give an existing folder or file, a pattern that matches some, or -')
}

async function fromStandardInput(): Promise<ResolvedSource> {
  const text = await readStandardInput()
  if (typeof text !== 'string') throw new InputError(`standard input ${text.problem}`)
  return { label: textName, files: [{ file: textName, bytes: toBytes(text) }], diagnostics: [] }
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === false
}

/** Also a link to nothing is there; it is told of as what it is. */
function isAnything(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined
}
