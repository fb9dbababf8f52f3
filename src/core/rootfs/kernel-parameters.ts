import { parseBacking } from './backing.ts'
import { type Device, parseVolume } from './device.ts'
import type { Backing, BootMode, Fault, FileSystemCheck, Policy, Volume } from './layout.ts'

/** One word of the kernel command line. */
export interface Parameter {
  readonly name: string
  readonly value: string | undefined
}

/** What the kernel command line says of the layout. */
export interface LayoutParameters {
  readonly disabledBy: string | undefined
  readonly isDebug: boolean
  readonly overlay: { readonly backing: Backing; readonly origin: string } | undefined
  readonly volumes: readonly Volume[]
  readonly oem: { readonly device: Device; readonly origin: string } | undefined
  /** Seconds, 1 to 1800. */
  readonly oemTimeout: number
  readonly deviceTimeout: number | undefined
  readonly policy: Policy | undefined
  readonly mode: BootMode | undefined
  readonly check: FileSystemCheck
  readonly faults: readonly Fault[]
}

/** Prefixes of a parameter; the first wins where several are given (as with Kairos, `rd.immucore` over `rd.cos`). */
const families = ['rd.immucore.', 'rd.cos.', 'rd.elemental.', 'elemental.'] as const

/** Reads the parameters of the layout under all names they go by; a repeated one counts with its last value. */
export function layoutParameters(parameters: readonly Parameter[]): LayoutParameters {
  const faults: Fault[] = []
  const given = (name: string) => {
    for (const family of families) {
      const found = parameters.findLast((parameter) => parameter.name === family + name)
      if (found !== undefined) return found
    }
    return undefined
  }
  const fault = ({ name, value }: Parameter, expected: string) =>
    faults.push({
      message: `${name}=${value ?? ''} is not understood`,
      help: `write ${name}=${expected}`,
      origin: origin(name),
    })
  const choice = <T extends string>(name: string, choices: readonly T[]): T | undefined => {
    const found = given(name)
    const chosen = choices.find((word) => word === found?.value)
    if (found !== undefined && chosen === undefined) fault(found, choices.join('|'))
    return chosen
  }
  const seconds = (name: string): number | undefined => {
    const found = given(name)
    if (found === undefined) return undefined
    if (/^\d{1,9}$/.test(found.value ?? '')) return Math.min(1800, Math.max(1, Number(found.value)))
    fault(found, 'SECONDS')
    return undefined
  }

  const overlay = given('overlay')
  const backing = overlay && parseBacking(overlay.value ?? '')
  if (overlay && !backing) fault(overlay, 'tmpfs:SIZE or LABEL=NAME')
  const volumes: Volume[] = []
  for (const parameter of parameters.filter(({ name }) =>
    families.some((family) => name === `${family}mount`),
  )) {
    const volume = parseVolume(parameter.value ?? '')
    if (volume) volumes.push({ ...volume, ...plain, origin: origin(parameter.name) })
    else fault(parameter, 'LABEL=NAME:/PATH')
  }
  const disabled = given('disable')
  const oem = given('oemlabel')
  const mode = given('mode')?.value
  return {
    disabledBy: disabled && isOn(disabled) ? disabled.name : undefined,
    isDebug: isOn(given('debugrw')),
    overlay: overlay && backing && { backing, origin: origin(overlay.name) },
    volumes,
    oem: oem?.value ? { device: { by: 'label', name: oem.value }, origin: origin(oem.name) } : undefined,
    oemTimeout: seconds('oemtimeout') ?? 10,
    deviceTimeout: seconds('devicetimeout'),
    policy: choice('layoutpolicy', ['stop', 'warn']),
    mode: (['active', 'passive', 'recovery'] as const).find((word) => word === mode),
    check: fileSystemCheck(parameters),
    faults,
  }
}

const plain = { filesystem: 'auto', options: ['defaults'], optional: false } as const

function origin(name: string): string {
  return `kernel parameter ${name}`
}

/** A switch as dracut reads it: given, and not turned off. */
function isOn(parameter: Parameter | undefined): boolean {
  return parameter !== undefined && !['0', 'no', 'off', 'false'].includes(parameter.value ?? '')
}

/** As systemd-fsck reads them. */
function fileSystemCheck(parameters: readonly Parameter[]): FileSystemCheck {
  const last = (wanted: string) => parameters.findLast(({ name }) => name === wanted)?.value
  const mode = last('fsck.mode')
  const repair = last('fsck.repair')
  return {
    mode: mode === 'force' || mode === 'skip' ? mode : 'auto',
    repair: repair === 'yes' || repair === 'no' ? repair : 'preen',
  }
}
