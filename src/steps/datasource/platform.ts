import type { Present } from '../../core/machine.ts'

/** The cloud that a machine stands on, by the name of its provider, and what says so. */
export interface Platform {
  readonly cloud: string
  readonly evidence: string
}

/** What the command line may call a cloud (`ds=`, cloud-init's list). Words that are not here say nothing. */
const words: Readonly<Record<string, string>> = {
  aws: 'aws',
  ec2: 'aws',
  azure: 'azure',
  gce: 'gcp',
  gcp: 'gcp',
  hetzner: 'hetzner',
  openstack: 'openstack',
  digitalocean: 'digitalocean',
  vultr: 'vultr',
  scaleway: 'scaleway',
  vmware: 'vmware',
  nocloud: 'nocloud',
  'nocloud-net': 'nocloud',
}

/** What the firmware of virtual machines says: a file of /sys/class/dmi/id, its text, the cloud. */
const firmware: readonly (readonly [file: string, text: RegExp, cloud: string])[] = [
  ['sys_vendor', /^Amazon EC2$/, 'aws'],
  ['bios_vendor', /^Amazon EC2$/, 'aws'],
  ['bios_version', /\.amazon$/, 'aws'],
  ['chassis_asset_tag', /^7783-7084-3265-9085-8269-3286-77$/, 'azure'],
  ['product_name', /^Google Compute Engine$/, 'gcp'],
  ['sys_vendor', /^Hetzner$/, 'hetzner'],
  ['sys_vendor', /^DigitalOcean$/, 'digitalocean'],
  ['sys_vendor', /^Vultr$/, 'vultr'],
  ['sys_vendor', /^Scaleway$/, 'scaleway'],
  ['product_name', /^OpenStack (?:Nova|Compute)$/, 'openstack'],
  ['sys_vendor', /^OpenStack Foundation$/, 'openstack'],
  ['chassis_asset_tag', /^(?:OpenTelekomCloud|OpenStack Nova|OpenStack Compute)$/, 'openstack'],
]

/** The cloud that the kernel command line, or else the firmware, names; undefined when neither does. */
export function platformOf(now: Present): Platform | undefined {
  const word = dataSourceOnCommandLine(now)?.split(';', 1)[0] ?? ''
  const cloud = words[word.toLowerCase()]
  if (cloud !== undefined) return { cloud, evidence: `the kernel command line says ds=${word}` }
  for (const [file, text, found] of firmware) {
    const line = firmwareLine(now, file)
    if (text.test(line)) return { cloud: found, evidence: `DMI says ${file} ${line}` }
  }
  return undefined
}

/** The value of `ds=` on the kernel command line, all of it: `nocloud;s=http://10.0.0.1/`. */
export function dataSourceOnCommandLine(now: Present): string | undefined {
  const line = orNothing(() => now.text('/proc/cmdline')) ?? ''
  const found = /(?:^|\s)"?(?:ci\.)?(?:ds|datasource)=("[^"]*"|[^\s"]*)/.exec(line)?.[1]
  return found?.replaceAll('"', '')
}

/** One line of what the firmware says; empty where there is none. */
export function firmwareLine(now: Present, file: string): string {
  return (orNothing(() => now.text(`/sys/class/dmi/id/${file}`)) ?? '').trim()
}

function orNothing<T>(read: () => T | undefined): T | undefined {
  try {
    return read()
  } catch {
    return undefined
  }
}

/** These speak to the same addresses, so each may have been meant for the clouds of the others. */
const sameInterface: ReadonlySet<string> = new Set(['aws', 'openstack', 'hetzner'])

/** Providers that stand for no cloud, and are asked wherever the machine is. */
const anywhere: ReadonlySet<string> = new Set(['file', 'nocloud'])

/**
 * Why a provider need not be asked: the machine stands on another cloud. Those with the interface of that cloud are
 * asked all the same, unless its own provider is listed, too.
 */
export function whySkipped(
  provider: string,
  platform: Platform | undefined,
  listed: readonly string[],
): string | undefined {
  if (platform === undefined || anywhere.has(provider) || platform.cloud === provider) return undefined
  const { cloud, evidence } = platform
  // Many images carry ds=nocloud for their discs.
  if (cloud === 'nocloud' && !listed.includes('nocloud')) return undefined
  const isKin = sameInterface.has(cloud) && sameInterface.has(provider)
  return isKin && !listed.includes(cloud) ? undefined : evidence
}
