import type { Step } from '../../steps/index.ts'
import { parameterName, unitName, unitsIn } from './names.ts'
import { pathTouch } from './paths.ts'
import type { Touch } from './touch.ts'

/** The host name and kernel parameters, which come before users. */
export function beforeAccounts({ hostname, sysctl }: Step): readonly Touch[] {
  const touches: Touch[] = []
  if (hostname) {
    touches.push(pathTouch('/etc/hostname', ['hostname'], 'writes the host name into it'))
    touches.push(
      pathTouch('/etc/hosts', ['hostname'], 'puts the host name on the lines of 127.0.0.1', 'adds'),
    )
  }
  for (const name of Object.keys(sysctl ?? {})) {
    const at = ['sysctl', name]
    const key = parameterName(name)
    touches.push({
      kind: 'kernel parameter',
      name: key,
      effect: 'sets',
      aspect: 'value',
      does: 'sets it',
      at,
    })
    touches.push(pathTouch(`/proc/sys/${key}`, at, 'sets the kernel parameter'))
  }
  return touches
}

/** Modules, time servers, units, variables, and the options of the first boot. */
export function afterAccounts(step: Step): readonly Touch[] {
  const { modules, timesyncd, environment, environment_file, packages } = step
  const touches: Touch[] = []
  for (const [i, module] of (modules ?? []).entries()) {
    const [name = ''] = module.split(' ')
    const at = ['modules', i]
    touches.push({ kind: 'kernel module', name, effect: 'sets', aspect: 'loaded', does: 'loads it', at })
  }
  if (Object.keys(timesyncd ?? {}).length > 0) {
    const file = '/etc/systemd/timesyncd.conf.d/10-yip.conf'
    touches.push(pathTouch(file, ['timesyncd'], 'sets options in it', 'adds'))
  }
  touches.push(...unitTouches(step))
  const names = Object.keys(environment ?? {})
  const file = environment_file || '/etc/environment'
  if (names.length > 0)
    touches.push(pathTouch(file, ['environment'], `sets ${names.join(', ')} in it`, 'adds'))
  for (const name of names) {
    const at = ['environment', name]
    touches.push({ kind: 'variable', name, effect: 'sets', aspect: file, does: `sets it in ${file}`, at })
  }
  touches.push(...firstBootTouches(step))
  for (const verb of ['install', 'remove'] as const) {
    for (const [i, name] of (packages?.[verb] ?? []).entries()) {
      const does = `${verb}s it`
      touches.push({
        kind: 'package',
        name,
        effect: 'sets',
        aspect: 'presence',
        does,
        at: ['packages', verb, i],
      })
    }
  }
  return touches
}

const verbs = [
  ['enable', 'enabling', 'enables it'],
  ['disable', 'enabling', 'disables it'],
  ['mask', 'masking', 'masks it'],
  ['start', 'running', 'starts it'],
] as const

function unitTouches({ systemctl }: Step): readonly Touch[] {
  const touches: Touch[] = []
  for (const [verb, aspect, does] of verbs) {
    for (const [i, entry] of (systemctl?.[verb] ?? []).entries()) {
      for (const name of unitsIn(entry))
        touches.push({ kind: 'unit', name, effect: 'sets', aspect, does, at: ['systemctl', verb, i] })
    }
  }
  for (const [i, { service = '', name = '' }] of (systemctl?.overrides ?? []).entries()) {
    if (service === '') continue
    const unit = unitName(service)
    const file = name === '' ? 'override-yip.conf' : name.endsWith('.conf') ? name : `${name}.conf`
    const path = `/etc/systemd/system/${unit}.d/${file}`
    const at = ['systemctl', 'overrides', i]
    touches.push({
      kind: 'unit',
      name: unit,
      effect: 'adds',
      aspect: path,
      does: `writes a drop-in for it, ${path}`,
      at,
    })
    touches.push(pathTouch(path, at, `writes a drop-in for ${unit}`))
  }
  return touches
}

/** Files that systemd-firstboot(1) makes by its options, without `--force` only where they are missing. */
const firstBootFiles: Readonly<Record<string, string>> = {
  locale: '/etc/locale.conf',
  'locale-messages': '/etc/locale.conf',
  keymap: '/etc/vconsole.conf',
  timezone: '/etc/localtime',
  hostname: '/etc/hostname',
  'machine-id': '/etc/machine-id',
  'setup-machine-id': '/etc/machine-id',
}

function firstBootTouches({ systemd_firstboot: options }: Step): readonly Touch[] {
  const force = options?.force === 'true'
  const effect = force ? 'sets' : 'creates'
  const does = force ? 'writes it by systemd-firstboot' : 'writes it by systemd-firstboot where it is missing'
  return Object.keys(options ?? {}).flatMap((option): Touch[] => {
    const at = ['systemd_firstboot', option]
    const file = firstBootFiles[option.toLowerCase()]
    if (file !== undefined) return [pathTouch(file, at, does, effect)]
    if (!option.toLowerCase().startsWith('root-password')) return []
    return [
      {
        kind: 'user',
        name: 'root',
        effect,
        aspect: 'password',
        does: 'sets its password by systemd-firstboot',
        at,
      },
    ]
  })
}
