import type { Step } from '../config.ts'
import type { Finding } from '../decode/finding.ts'
import type { Origin, Origins } from '../decode/origins.ts'
import { translateFiles } from './files.ts'
import type { CloudConfig } from './shape.ts'
import { keysByUser, usersByName } from './users.ts'

/** The stages that a cloud-config stands for, and what of it cannot be translated. */
export interface Translation {
  readonly stages: Record<string, Step[]>
  readonly findings: readonly Finding[]
}

/**
 * Turns a cloud-config into stages: everything into `boot`, but the host name into `initramfs` and the keys that
 * have to be fetched (`github:`, `gitlab:`) into `network`; then one layout step for each device of growpart.
 * The places of all values go over from `from` to `to`.
 */
export function translate(config: CloudConfig, from: Origins, to: Origins): Translation {
  const findings: Finding[] = []
  const files = translateFiles(config, from, to, findings)
  const keys = keysByUser(config, from, to)
  const boot: Record<string, unknown> = {
    ...(config.runcmd !== undefined && { commands: config.runcmd }),
    ...(files.length > 0 && { files }),
    users: usersByName(config, from, to),
    authorized_keys: keys.plain,
  }
  const network = { authorized_keys: keys.fetched }
  const initramfs = config.hostname === undefined ? {} : { hostname: config.hostname }
  const place = (...keys: (keyof CloudConfig)[]): Origin => {
    const places = keys.flatMap((key) => from.at(config, key) ?? [])
    return places.reduce((first, each) => (each.offset < first.offset ? each : first), places[0] ?? nowhere)
  }
  const accounts = ['users', 'ssh_authorized_keys'] as const
  if (config.runcmd !== undefined) to.adopt(config.runcmd, from)
  to.note(boot, 'commands', place('runcmd'))
  to.note(boot, 'files', place('write_files', 'milpa_files'))
  to.note(boot, 'users', place('users'))
  to.note(boot, 'authorized_keys', place('ssh_authorized_keys', 'users'))
  to.note(network, 'authorized_keys', place('ssh_authorized_keys', 'users'))
  to.note(initramfs, 'hostname', place('hostname'))
  const growing = layouts(config, from, to)
  const stages = { boot: [boot, ...growing], initramfs: [initramfs], network: [network] }
  to.note(stages.boot, 0, place('runcmd', 'write_files', 'milpa_files', ...accounts))
  for (const i of growing.keys()) to.note(stages.boot, i + 1, placeOfDevice(config, i, from))
  to.note(stages.initramfs, 0, place('hostname'))
  to.note(stages.network, 0, place(...accounts))
  for (const stage of Object.keys(stages)) to.note(stages, stage, nowhere)
  return { stages, findings }
}

/** One step for each device: its last partition grows as far as it can. */
function layouts(config: CloudConfig, from: Origins, to: Origins): Step[] {
  return (config.growpart?.devices ?? []).map((path, i) => {
    const device = path === '' ? {} : { path }
    const layout = { device, expand_partition: {} }
    const step = { layout }
    const place = placeOfDevice(config, i, from)
    to.note(device, 'path', place)
    to.note(layout, 'device', place)
    to.note(layout, 'expand_partition', place)
    to.note(step, 'layout', place)
    return step
  })
}

function placeOfDevice(config: CloudConfig, i: number, from: Origins): Origin {
  return from.at(config.growpart?.devices ?? [], i) ?? nowhere
}

const nowhere: Origin = { offset: 0 }
