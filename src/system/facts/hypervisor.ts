import type { FactReader } from './reader.ts'

/**
 * The hypervisor that this machine runs under, in yip's words; empty on bare metal. yip asks the processor (CPUID),
 * which a script cannot; the kernel did the same and shows the answer in its clocks, or the firmware tells.
 */
export function readHypervisor(reader: FactReader): string {
  if (!hasHypervisorFlag(reader)) return reader.line('/sys/hypervisor/type') === 'xen' ? 'xenpv' : ''
  const clocks = reader.line('/sys/devices/system/clocksource/clocksource0/available_clocksource').split(' ')
  for (const [clock, name] of clockOwners) if (clocks.some((known) => known.startsWith(clock))) return name
  const firmware = ['sys_vendor', 'product_name', 'bios_vendor']
    .map((file) => reader.line(`/sys/class/dmi/id/${file}`))
    .join('\n')
  for (const [word, name] of firmwareOwners) if (firmware.includes(word)) return name
  return 'unknown'
}

const clockOwners: readonly (readonly [clock: string, name: string])[] = [
  ['kvm-clock', 'kvm'],
  ['hyperv', 'hyperv'],
  ['xen', 'xenhvm'],
]

const firmwareOwners: readonly (readonly [word: string, name: string])[] = [
  ['VMware', 'vmware'],
  ['Parallels', 'parallels'],
  ['BHYVE', 'bhyve'],
  ['Microsoft Corporation', 'hyperv'],
  ['Xen', 'xenhvm'],
  ['Amazon EC2', 'kvm'],
  ['Google', 'kvm'],
  ['Bochs', 'bochs'],
]

/** The processor's own word for "not bare metal". */
function hasHypervisorFlag(reader: FactReader): boolean {
  const flags = reader.lines('/proc/cpuinfo')?.lines.find((line) => /^flags\t*: /.test(line))
  return flags !== undefined && /\bhypervisor\b/.test(flags)
}
