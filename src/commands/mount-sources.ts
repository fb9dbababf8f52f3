import { existsSync, readdirSync } from 'node:fs'
import { Decoder } from '../core/config/decode/decoder.ts'
import { parseYaml } from '../core/config/yaml/parse.ts'
import { readText } from '../core/config/yaml/reader.ts'
import { fromBytes } from '../core/go-string.ts'
import type { Diagnostic } from '../core/report/diagnostic.ts'
import { declaredWishes } from '../core/rootfs/declared.ts'
import { type ElementalFile, elementalConfigShape, elementalMount } from '../core/rootfs/elemental-mount.ts'
import { layoutParameters } from '../core/rootfs/kernel-parameters.ts'
import type { Fault, Layout } from '../core/rootfs/layout.ts'
import { layoutEnv } from '../core/rootfs/layout-env.ts'
import { putTogether } from '../core/rootfs/put-together.ts'
import type { Declared, Wishes } from '../core/rootfs/wishes.ts'
import { collectDeclarations } from '../engine/collect-declarations.ts'
import { DecodeCache } from '../engine/decode-cache.ts'
import { cacheStore } from '../engine/run-files.ts'
import type { RunSource } from '../engine/run-stages.ts'
import { bootMode } from '../rootfs/read-root.ts'
import { kernelParameters } from '../sources/kernel-command-line.ts'
import { readLayer } from '../sources/layers.ts'
import { readFoundFile, readGivenFile } from '../sources/read-file.ts'
import { parseDotenv } from '../steps/environment/dotenv.ts'
import type { MountEntry } from '../steps/mounts.ts'
import type { PersistEntry } from '../steps/persist.ts'
import { InputError } from './command.ts'
import { sourcesOf } from './run-stage.ts'
import { surroundingsOf } from './surroundings.ts'

/** Where the layout of a root is looked for. */
export interface MountSources {
  readonly sysroot: string
  /** The layout file, when it was named. */
  readonly layoutFile: string | undefined
  readonly configDirs: readonly string[]
  readonly cmdline: string | undefined
  readonly dryRun: boolean
  note(message: string): void
}

const layoutFile = '/run/cos/cos-layout.env'
const elementalFolder = '/run/elemental'

/** Reads all that is said of the layout, and puts it together. */
export async function readLayout(
  sources: MountSources,
): Promise<{ readonly layout: Layout; readonly diagnostics: readonly Diagnostic[] }> {
  const parameters = layoutParameters(kernelParameters(commandLine(sources.cmdline)))
  const mode = bootMode(parameters.mode)
  const { files, faults } = readElemental()
  const elemental = elementalMount(files, mode === 'recovery')
  const { declared, diagnostics } = await readDeclared(sources)
  const all = { ...declared, faults: [...faults, ...declared.faults] }
  const env = readLayoutFile(sources.layoutFile)
  return {
    layout: putTogether({ parameters, mode, isInitrd: isInitrd(), env, elemental, declared: all }),
    diagnostics,
  }
}

function isInitrd(): boolean {
  return existsSync('/etc/initrd-release')
}

function commandLine(given: string | undefined): string {
  const content = given === undefined ? readFoundFile('/proc/cmdline') : readGivenFile(given)
  if (content instanceof Uint8Array) return fromBytes(content)
  if (given !== undefined) throw new InputError(`--cmdline ${given} ${content.problem}`)
  return ''
}

function readLayoutFile(given: string | undefined): Wishes | undefined {
  const file = given ?? layoutFile
  if (given === undefined && !existsSync(file)) return undefined
  const content = given === undefined ? readFoundFile(file) : readGivenFile(file)
  if (!(content instanceof Uint8Array)) {
    if (given !== undefined) throw new InputError(`--layout ${given} ${content.problem}`)
    return { faults: [{ message: `${file} ${content.problem}`, help: 'look at its writer', origin: file }] }
  }
  const { variables, error } = parseDotenv(fromBytes(content))
  const wishes = layoutEnv(variables, file)
  if (error === undefined) return wishes
  const help = 'write NAME="value" on each line'
  return { ...wishes, faults: [...wishes.faults, { message: `${file}: ${error}`, help, origin: file }] }
}

/** config.yaml, then config.d in byte order. */
function readElemental(): { readonly files: readonly ElementalFile[]; readonly faults: readonly Fault[] } {
  const files: ElementalFile[] = []
  const faults: Fault[] = []
  for (const file of elementalFiles()) {
    const content = readFoundFile(file)
    if (!(content instanceof Uint8Array)) {
      faults.push({
        message: `${file} ${content.problem}`,
        help: 'remove it or make it readable',
        origin: file,
      })
      continue
    }
    try {
      const { root } = parseYaml(readText(fromBytes(content)))
      const { value, findings } = new Decoder(undefined, 'all').document(root, elementalConfigShape)
      if (value?.mount !== undefined) files.push({ file, mount: value.mount })
      for (const { severity, message } of findings)
        if (severity === 'error')
          faults.push({ message: `${file}: ${message}`, help: 'correct it', origin: file })
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error)
      faults.push({ message: `${file}: ${why}`, help: 'correct it', origin: file })
    }
  }
  return { files, faults }
}

function elementalFiles(): readonly string[] {
  const folder = `${elementalFolder}/config.d`
  const names = existsSync(folder) ? readdirSync(folder).sort() : []
  const all = [`${elementalFolder}/config.yaml`, ...names.map((name) => `${folder}/${name}`)]
  return all.filter((file) => /\.ya?ml$/.test(file) && existsSync(file))
}

async function readDeclared(
  given: MountSources,
): Promise<{ readonly declared: Declared; readonly diagnostics: readonly Diagnostic[] }> {
  const { sysroot, configDirs, cmdline, dryRun, note } = given
  const below = sourcesOf({ configDirs, root: sysroot, cmdline: cmdline ?? '/proc/cmdline' })
  const inInitrd = configDirs.length === 0 && sysroot !== '/' && isInitrd()
  const own: RunSource = { dotNotation: false, read: async () => readLayer('/oem', '/') }
  const sources = inInitrd ? [...below.slice(0, 1), own, ...below.slice(1)] : below
  const cache = dryRun ? undefined : new DecodeCache(cacheStore('/', false))
  const { steps, diagnostics } = await collectDeclarations(
    sources,
    ['persist', 'mounts'],
    () => surroundingsOf({ root: '/', dryRun, strict: false, timeout: 60_000, note }),
    cache,
  )
  const entries = <T>(key: string) =>
    steps.flatMap(({ step, origin }) => {
      const listed = step[key]
      // The shape of the key is what T is made of.
      return Array.isArray(listed) ? (listed as readonly T[]).map((entry) => ({ entry, origin })) : []
    })
  const declared = declaredWishes(entries<PersistEntry>('persist'), entries<MountEntry>('mounts'))
  return { declared, diagnostics }
}
