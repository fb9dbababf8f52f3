import { runsInInitrd } from '../../core/order/moments.ts'
import { type LayerStep, stepsInOrder } from '../layers/steps-in-order.ts'
import { defineRule, type Span } from '../rule.ts'
import { pathTouches } from '../touches/paths.ts'

export const lostAfterInitrd = defineRule({
  id: 'lost-after-initrd',
  severity: 'warning',
  summary: 'Something is set up in the initrd, which is left behind.',
  details: `In the stages \`pre-rootfs\` and \`rootfs\` the root is the initrd. Users, units and settings that are written there are
gone as soon as the machine switches to the real root, before anybody could use them. What lasts is below /run, and /oem
when it is mounted.

Use the stage \`initramfs\`: it runs with the new root in its place, before the first service starts.`,
  bad: `stages:
  rootfs:
    - name: Operator
      users:
        operator:
          ssh_authorized_keys:
            - ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIPvYz0pXtS1Jm3cC1cYp6pX0m8m5m0m3xq4y5c5e5x5b operator@example
`,
  good: `stages:
  initramfs:
    - name: Operator
      users:
        operator:
          ssh_authorized_keys:
            - ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIPvYz0pXtS1Jm3cC1cYp6pX0m8m5m0m3xq4y5c5e5x5b operator@example
`,
  checkLayers(layers, findings) {
    for (const placed of stepsInOrder(layers)) {
      if (!runsInInitrd(placed.part)) continue
      for (const { what, span } of losses(placed)) {
        findings.at(placed.file, span, {
          message: `${what} in stage ${placed.part} is made in the initrd, and is gone when the machine switches to its root`,
          help: 'Move the step to the stage initramfs',
        })
      }
    }
  },
})

/** Files that only the booted system reads; an initrd has no use for them, unlike for much else in /etc. */
const ofTheSystem =
  /^\/etc\/(?:motd|issue|sudoers|profile|cron|rancher|kubernetes|containerd|docker|security|pam\.d|sysctl\.d|sysctl\.conf|locale\.conf|logrotate|bash|zypp|apt|yum|environment)/

const accountKeys = ['users', 'authorized_keys', 'ensure_entities', 'timesyncd', 'systemd_firstboot'] as const

function losses({ file, step, path }: LayerStep): readonly { readonly what: string; readonly span: Span }[] {
  const found: { readonly what: string; readonly span: Span }[] = []
  for (const { name, at } of pathTouches(step))
    if (ofTheSystem.test(name)) found.push({ what: `\`${name}\``, span: file.value([...path, ...at]) })
  for (const key of accountKeys)
    if (hasEntries(step[key])) found.push({ what: `\`${key}\``, span: file.key([...path, key]) })
  if (step.hostname) found.push({ what: '`hostname`', span: file.key([...path, 'hostname']) })
  if (hasEntries(step.environment) && (step.environment_file || '/etc/environment') === '/etc/environment')
    found.push({ what: '`environment`', span: file.key([...path, 'environment']) })
  // What is started, masked or overridden may be a unit of the initrd; nothing ever looks there at what is enabled.
  if (hasEntries(step.systemctl?.enable))
    found.push({ what: '`enable`', span: file.key([...path, 'systemctl', 'enable']) })
  return found
}

function hasEntries(value: object | undefined | null): boolean {
  return value !== undefined && value !== null && Object.keys(value).length > 0
}
