import type { FactReader } from './reader.ts'

/** The operating system as /etc/os-release and the release files of distributions tell; empty when unknown. */
export interface OperatingSystem {
  readonly name: string
  readonly vendor: string
  readonly version: string
  readonly release: string
  readonly architecture: string
}

const unknown: OperatingSystem = { name: '', vendor: '', version: '', release: '', architecture: '' }

/** Reads the operating system. What is not found any more keeps its old content, as in yip. */
export function readOperatingSystem(reader: FactReader, before: OperatingSystem = unknown): OperatingSystem {
  const system = { ...before, architecture: architecture(reader) ?? before.architecture }
  const found = reader.lines('/etc/os-release')
  if (found === undefined) return system
  for (const line of found.lines) {
    if (line.startsWith('PRETTY_NAME=')) system.name = unquoted(line.slice(12))
    else if (line.startsWith('ID=')) system.vendor = unquoted(line.slice(3))
    else if (line.startsWith('VERSION_ID=')) system.version = unquoted(line.slice(11))
  }
  return { ...system, ...release(reader, system) }
}

/** Of the programs, not of the kernel: told by their dynamic loader. */
function architecture(reader: FactReader): string | undefined {
  if (reader.exists('/lib64/ld-linux-x86-64.so.2')) return 'amd64'
  return reader.exists('/lib/ld-linux.so.2') ? 'i386' : undefined
}

function unquoted(value: string): string {
  return value.replace(/^"+|"+$/g, '')
}

const anyNumber = /[( ]([\d.]+)/
const releaseFiles: Readonly<Record<string, readonly [file: string, pattern: RegExp]>> = {
  almalinux: ['/etc/almalinux-release', /^AlmaLinux release ([\d.]+)/],
  centos: ['/etc/centos-release', /^CentOS(?: Linux)? release ([\d.]+)/],
  rocky: ['/etc/rocky-release', /^Rocky Linux release ([\d.]+)/],
  rhel: ['/etc/redhat-release', anyNumber],
}

function release(
  reader: FactReader,
  { vendor, name, release: before }: OperatingSystem,
): Partial<OperatingSystem> {
  if (vendor === 'debian') return { release: reader.line('/etc/debian_version') }
  if (vendor === 'ubuntu') return { release: anyNumber.exec(name)?.[1] ?? before }
  const known = Object.hasOwn(releaseFiles, vendor) ? releaseFiles[vendor] : undefined
  if (known === undefined) return {}
  const [file, pattern] = known
  let found = pattern.exec(reader.line(file))?.[1] ?? before
  if (vendor === 'rhel' && found === '') found = anyNumber.exec(name)?.[1] ?? ''
  const major = found.split('.', 1)[0] ?? ''
  return vendor === 'almalinux' || vendor === 'rocky'
    ? { release: found, version: major }
    : { release: found }
}
