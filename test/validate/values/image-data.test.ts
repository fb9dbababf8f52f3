import t from 'tap'
import {
  kernelModules,
  moduleNameFault,
  unknownModuleFault,
} from '../../../src/validate/values/kernel-module.ts'
import { localeFault } from '../../../src/validate/values/locale.ts'
import { timeZoneFault } from '../../../src/validate/values/time-zone.ts'
import { MemoryMachine } from '../../system/memory-machine.ts'
import { judged } from './judged.ts'

const image = new MemoryMachine({
  files: {
    '/usr/share/zoneinfo/UTC': 'TZif',
    '/usr/share/zoneinfo/Europe/Berlin': 'TZif',
    '/usr/lib/locale/C.utf8/LC_CTYPE': '',
    '/usr/lib/locale/locale-archive': 'header\0en_GB.utf8\0de_DE.utf8\0',
    '/lib/modules/6.1.0/modules.dep':
      'kernel/fs/overlayfs/overlay.ko.xz:\nkernel/net/bridge/br_netfilter.ko: kernel/a.ko\n',
    '/lib/modules/6.1.0/modules.builtin': 'kernel/fs/ext4/ext4.ko\n',
    '/lib/modules/6.1.0/modules.alias': 'alias fs-overlay overlay\nalias pci:v00001AF4d* virtio_pci\n',
  },
}).now

judged('time zones without an image', (name) => timeZoneFault(name, undefined), [
  ['Europe/Berlin'],
  ['America/Argentina/Buenos_Aires'],
  ['Etc/GMT+5'],
  ['Nowhere/Land'],
  ['Europe Berlin', /is none/],
  ['../etc/passwd', /is none/],
  ['/Europe/Berlin', /is none/],
  ['UTC+02:00', /is none/],
])

judged('time zones of an image', (name) => timeZoneFault(name, image), [
  ['UTC'],
  ['Europe/Berlin'],
  ['Europe/Berlni', /image has no time zone/],
  ['europe/berlin', /image has no time zone/],
  ['Europe', /image has no time zone/],
])

judged('locales without an image', (name) => localeFault(name, undefined), [
  ['C'],
  ['POSIX'],
  ['C.UTF-8'],
  ['en_GB.UTF-8'],
  ['de_DE@euro'],
  ['ca_ES.UTF-8@valencia'],
  ['eo'],
  ['en-GB.UTF-8', /is none/, 'en-GB'],
  ['EN_gb.UTF-8', /is none/, 'EN_gb'],
  ['english', /is none/],
  ['en_GB UTF-8', /is none/],
])

judged('locales of an image', (name) => localeFault(name, image), [
  ['C.UTF-8'],
  ['en_GB.UTF-8'],
  ['de_DE.utf8'],
  ['fr_FR.UTF-8', /image has no locale/],
])

t.test('what is meant is told', (t) => {
  t.match(timeZoneFault('europe/berlni', image)?.help, 'Europe/Berlin')
  t.match(localeFault('en-gb.UTF-8', undefined)?.help, 'en_GB.UTF-8')
  t.end()
})

judged('entries of modules', moduleNameFault, [
  ['overlay'],
  ['nf_conntrack hashsize=65536'],
  ['snd-hda-intel'],
  ['pci:v00001AF4d00001000sv*'],
  ['', /no name/],
  ['overlay.ko', /is a file/, 'overlay.ko'],
  ['/lib/modules/6.1/kernel/fs/overlay.ko.xz a=b', /is a file/, '/lib/modules/6.1/kernel/fs/overlay.ko.xz'],
  ['overlay,br_netfilter', /more than one/, ','],
  ['loop=1', /no name of a module/, '='],
])

judged('modules of an image', (entry) => unknownModuleFault(entry, kernelModules(image)), [
  ['overlay'],
  ['br-netfilter'],
  ['ext4'],
  ['fs-overlay'],
  ['pci:v00001AF4d00001000'],
  ['br_netfliter', /no kernel module `br_netfliter`/, 'br_netfliter'],
  ['wireguard a=b', /no kernel module `wireguard`/, 'wireguard'],
])

t.test('without the lists of a kernel nothing is said', (t) => {
  const bare = new MemoryMachine({ files: { '/lib/modules/6.1.0/modules.dep': 'a.ko:\n' } }).now
  t.equal(kernelModules(bare), undefined)
  t.equal(unknownModuleFault('wireguard', undefined), undefined)
  t.end()
})
