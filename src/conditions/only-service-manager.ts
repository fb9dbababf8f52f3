import { text } from '../core/config/shape.ts'
import type { Present } from '../core/machine.ts'
import { defineCondition, fails, holds } from './condition.ts'

/** The program by which each service manager is told. */
const programs: Readonly<Record<string, string>> = { systemd: 'systemctl', openrc: 'openrc' }
const folders = ['/sbin', '/bin', '/usr/sbin', '/usr/bin']

export const onlyServiceManager = defineCondition({
  key: 'only_service_manager',
  docs: 'Runs the step only where this service manager is installed, and the other one is not.',
  shape: text({ description: 'systemd or openrc, in any letter case; no pattern.', examples: ['systemd'] }),
  async *check(name, { now }) {
    const wanted = name.toLowerCase()
    if (!Object.hasOwn(programs, wanted)) {
      const reason = `only_service_manager "${name}" is not known`
      yield { kind: 'problem', severity: 'warning', message: reason, help: 'write systemd or openrc' }
      return fails(reason)
    }
    const installed = Object.keys(programs).filter((manager) => isInstalled(manager, now))
    if (installed.length > 1)
      return fails(`only_service_manager "${name}": both systemd and openrc are installed`)
    if (installed[0] === wanted) return holds
    return fails(
      `only_service_manager "${name}" does not match ${installed[0] ?? 'a system without a known one'}`,
    )
  },
})

function isInstalled(manager: string, now: Present): boolean {
  return folders.some((folder) => now.stat(`${folder}/${programs[manager]}`) !== undefined)
}
