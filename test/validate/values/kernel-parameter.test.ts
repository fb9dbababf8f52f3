import { parameterNameFault, parameterValueFault } from '../../../src/validate/values/kernel-parameter.ts'
import { judged } from './judged.ts'

judged('names of kernel parameters', parameterNameFault, [
  ['net.ipv4.ip_forward'],
  ['net/ipv4/ip_forward'],
  ['net.ipv4.conf.all.rp_filter'],
  ['net.ipv4.conf.eth0.forwarding'],
  ['kernel.core_pattern'],
  ['vm.swappiness'],
  ['fs.inotify.max_user_watches'],
  ['user.max_user_namespaces'],
  ['dev.raid.speed_limit_max'],
  ['{{ .Values.x }}'],
  ['', /no name/],
  ['.', /no name/],
  ['nte.ipv4.ip_forward', /no \/proc\/sys\/nte/, 'nte'],
  ['ipv4.ip_forward', /no \/proc\/sys\/ipv4/, 'ipv4'],
  ['/proc/sys/net/ipv4/ip_forward', /put before every name/],
  ['proc.sys.vm.swappiness', /put before every name/],
  ['net.ipv4.ip_forward=1', /value in the name/],
  ['net.ipv4.ip_forward = 1', /value in the name/],
  ['net.ipv4. ip_forward', /blank/],
  ['net.ipv4.conf.eth0.100.forwarding', /takes eth0\.100 apart/],
])

judged('values of kernel parameters', (value) => parameterValueFault('a.b', value), [
  ['1'],
  ['0'],
  ['4096 87380 6291456'],
  ['|/usr/lib/systemd/systemd-coredump %P'],
  ['bbr'],
  ['-1'],
  ['{{ .Values.x }}'],
  ['', /no value/],
  ['true', /no number/],
  ['Yes', /no number/],
  ['off', /no number/],
  ['disabled', /no number/],
])
