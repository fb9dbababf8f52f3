import { backingText } from './backing.ts'
import { deviceText } from './device.ts'
import type { MountAction, MountPlan } from './mount-plan.ts'

/** A plan for people: one line a mount in its order, why it is there, and what comes with it. */
export function describePlan(plan: MountPlan): string {
  if (plan.disabledBy !== undefined) return `nothing is mounted: ${plan.disabledBy}\n`
  const rows = plan.actions.map((action) => [action.path, describeAction(action), action.origin] as const)
  const widths = [0, 1].map((column) => Math.max(0, ...rows.map((row) => row[column]?.length ?? 0)))
  const lines = rows.map(([path, what, origin], index) => {
    const number = `${index + 1}`.padStart(`${rows.length}`.length)
    return `${number}  ${path.padEnd(widths[0] ?? 0)}  ${what.padEnd(widths[1] ?? 0)}  # ${origin}`
  })
  const { check, policy, machineId } = plan
  lines.push('')
  lines.push(
    `when something fails: ${policy === 'stop' ? 'nothing stays mounted, the boot stops' : 'warn and go on'}`,
  )
  lines.push(`file systems are checked: ${check.mode}, repair ${check.repair}`)
  if (machineId !== undefined) lines.push(`machine-id is kept in ${machineId}`)
  if (plan.writeFstab) {
    lines.push('/etc/fstab:')
    for (const line of fstabLines(plan, plan.actions)) lines.push(`  ${line}`)
  }
  return `${lines.join('\n')}\n`
}

/** What one action does, without its path. */
export function describeAction(action: MountAction): string {
  switch (action.kind) {
    case 'backing':
      return `${backingText(action.backing)}, forgotten at the next boot`
    case 'volume': {
      const { filesystem, options, optional, device, wait } = action
      const details = `${filesystem}, ${options.join(',')}${optional ? ', optional' : ''}, wait ${wait} s`
      return `${deviceText(device)} (${details})`
    }
    case 'overlay':
      return `overlay, ${action.persistent ? 'kept' : 'written'} in ${action.store}`
    case 'bind':
      return `bind of ${action.store}, copied from the image: ${action.sync}`
  }
}

/** The lines of /etc/fstab when these actions stand. */
export function fstabLines({ rootLine }: MountPlan, actions: readonly MountAction[]): readonly string[] {
  return [...(rootLine === undefined ? [] : [rootLine]), ...actions.map(({ fstab }) => fstab)]
}
