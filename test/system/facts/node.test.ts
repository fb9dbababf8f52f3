import t from 'tap'
import { readHypervisor } from '../../../src/system/facts/hypervisor.ts'
import { readNode } from '../../../src/system/facts/node.ts'
import { factReader } from '../../../src/system/facts/reader.ts'
import { MemoryMachine } from '../memory-machine.ts'

function reader(files: Readonly<Record<string, string>>, links: Readonly<Record<string, string>> = {}) {
  const machine = new MemoryMachine({ files })
  for (const [path, target] of Object.entries(links)) {
    machine.put(path, '')
    machine.entries.set(path, { type: 'symlink', mode: 0o777, uid: 0, gid: 0, target })
  }
  return factReader(machine.now)
}

t.test('the time zone: the localtime link, then /etc/timezone, then the clock file', async (t) => {
  const zone = '/usr/share/zoneinfo/Europe/Paris'
  const timezone = (files: Record<string, string>, link?: string) =>
    readNode(reader(files, link === undefined ? {} : { '/etc/localtime': link }), undefined).timezone
  t.equal(timezone({ '/etc/timezone': 'Asia/Tokyo\n' }, zone), 'Europe/Paris')
  t.equal(timezone({}, `..${zone}`), 'Europe/Paris')
  t.equal(timezone({ '/etc/timezone': 'Asia/Tokyo\n' }, '/elsewhere'), 'Asia/Tokyo')
  t.equal(
    timezone({ '/etc/localtime': 'TZif', '/etc/sysconfig/clock': '# c\nZONE=a=b\nZONE="Europe/Rome"\n' }),
    'Europe/Rome',
  )
  t.equal(timezone({}), '')
})

t.test('the machine id: of systemd, else of D-Bus, without blanks and zero bytes', async (t) => {
  const id = (files: Record<string, string>) => readNode(reader(files), undefined).machineid
  t.equal(id({ '/etc/machine-id': ' a\n', '/var/lib/dbus/machine-id': 'b\n' }), 'a')
  t.equal(id({ '/etc/machine-id': '\n', '/var/lib/dbus/machine-id': 'b\0\n' }), 'b')
  t.equal(id({}), '')
})

t.test('the hypervisor, as far as the kernel and the firmware tell', async (t) => {
  const guest = { '/proc/cpuinfo': 'vendor_id\t: X\nflags\t\t: fpu hypervisor sse\n' }
  const clocks = '/sys/devices/system/clocksource/clocksource0/available_clocksource'
  const cases: readonly (readonly [files: Record<string, string>, expected: string])[] = [
    [{}, ''],
    [{ '/proc/cpuinfo': 'flags\t\t: fpu\n' }, ''],
    [{ '/sys/hypervisor/type': 'xen\n' }, 'xenpv'],
    [{ ...guest, [clocks]: 'tsc kvm-clock\n' }, 'kvm'],
    [{ ...guest, [clocks]: 'hyperv_clocksource_tsc_page acpi_pm\n' }, 'hyperv'],
    [{ ...guest, [clocks]: 'xen tsc\n', '/sys/hypervisor/type': 'xen\n' }, 'xenhvm'],
    [{ ...guest, [clocks]: 'tsc\n', '/sys/class/dmi/id/sys_vendor': 'VMware, Inc.\n' }, 'vmware'],
    [{ ...guest, '/sys/class/dmi/id/bios_vendor': 'Bochs\n' }, 'bochs'],
    [{ ...guest, '/sys/class/dmi/id/sys_vendor': 'QEMU\n' }, 'unknown'],
  ]
  for (const [files, expected] of cases)
    t.equal(readHypervisor(reader(files)), expected, JSON.stringify(files))
})
