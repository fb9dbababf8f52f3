import t from 'tap'
import { parseSeed } from '../../../src/steps/datasource/nocloud/seed.ts'
import { platformOf, whySkipped } from '../../../src/steps/datasource/platform.ts'
import { MemoryMachine } from '../../system/memory-machine.ts'

const cloudOn = (files: Record<string, string>) => platformOf(new MemoryMachine({ files }).now)?.cloud

t.test('a cloud is known by its firmware', async (t) => {
  for (const [file, text, cloud] of [
    ['sys_vendor', 'Amazon EC2', 'aws'],
    ['bios_version', '4.11.amazon', 'aws'],
    ['chassis_asset_tag', '7783-7084-3265-9085-8269-3286-77', 'azure'],
    ['product_name', 'Google Compute Engine', 'gcp'],
    ['product_name', 'OpenStack Nova', 'openstack'],
    ['sys_vendor', 'DigitalOcean', 'digitalocean'],
    ['sys_vendor', 'Vultr', 'vultr'],
    ['sys_vendor', 'QEMU', undefined],
    ['sys_vendor', 'Microsoft Corporation', undefined],
    ['sys_vendor', 'Dell Inc.', undefined],
  ] as const) {
    t.equal(cloudOn({ [`/sys/class/dmi/id/${file}`]: `${text}\n` }), cloud, text)
  }
  t.equal(cloudOn({}), undefined)
})

t.test('a cloud is known by the word on the command line', async (t) => {
  for (const [line, cloud] of [
    ['ro ds=ec2', 'aws'],
    ['ci.ds=GCE quiet', 'gcp'],
    ['"ds=nocloud;s=/x"', 'nocloud'],
    ['ds=none', undefined],
    ['foods=ec2', undefined],
  ] as const) {
    t.equal(cloudOn({ '/proc/cmdline': `${line}\n` }), cloud, line)
  }
})

t.test('what speaks the interface of the cloud is asked when its own provider is not listed', async (t) => {
  const hetzner = { cloud: 'hetzner', evidence: 'it says so' }
  t.equal(whySkipped('aws', hetzner, ['aws', 'gcp']), undefined)
  t.equal(whySkipped('aws', hetzner, ['aws', 'hetzner']), 'it says so')
  t.equal(whySkipped('gcp', hetzner, ['gcp']), 'it says so')
  t.equal(whySkipped('file', hetzner, ['file', 'hetzner']), undefined)
  t.equal(whySkipped('gcp', undefined, ['gcp']), undefined)
})

t.test(
  'ds=nocloud of an image for discs keeps nobody from being asked, unless nocloud is listed',
  async (t) => {
    const platform = { cloud: 'nocloud', evidence: 'it says so' }
    t.equal(whySkipped('aws', platform, ['cdrom', 'aws']), undefined)
    t.equal(whySkipped('aws', platform, ['nocloud', 'aws']), 'it says so')
  },
)

t.test('a seed is an address that names are appended to, or a folder', async (t) => {
  t.strictSame(parseSeed('nocloud;s=http://h/x'), { source: 'http://h/x/' })
  t.strictSame(parseSeed('nocloud;s=http://h/?f='), { source: 'http://h/?f=' })
  t.strictSame(parseSeed('nocloud;s=file:///srv/seed/'), { source: '/srv/seed' })
  t.strictSame(parseSeed('NoCloud;i=7;h=n'), { hostname: 'n', instanceId: '7' })
  t.equal(parseSeed('ec2;s=http://h/'), undefined)
})
