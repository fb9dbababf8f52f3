import type { Present } from '../../core/machine.ts'
import { parseDotenv } from '../environment/dotenv.ts'

/** A package manager by the name of its program. */
export type Manager = 'apt-get' | 'dnf' | 'zypper' | 'apk' | 'pacman'

/** The managers of distributions by their ID, which is compared letter by letter (yip's list). */
const byId: Readonly<Record<string, Manager>> = {
  debian: 'apt-get',
  ubuntu: 'apt-get',
  fedora: 'dnf',
  rocky: 'dnf',
  ol: 'dnf',
  almalinux: 'dnf',
  rhel: 'dnf',
  centos: 'dnf',
  openEuler: 'dnf',
  arch: 'pacman',
  alpine: 'apk',
  'opensuse-leap': 'zypper',
  'opensuse-tumbleweed': 'zypper',
  suse: 'zypper',
}

/** The system's package manager, or what the system calls itself. */
export function findManager(now: Present): Manager | { readonly unknown: string } {
  const { variables, error } = parseDotenv(now.text('/etc/os-release') ?? '')
  if (error !== undefined) return { unknown: `unknown: /etc/os-release cannot be read (${error})` }
  const id = variables.get('ID') ?? ''
  const manager = Object.hasOwn(byId, id) ? byId[id] : undefined
  if (manager !== undefined) return manager
  if (variables.get('ID_LIKE') === 'suse') return 'zypper'
  return { unknown: id === '' ? 'unknown: /etc/os-release has no ID' : id }
}
