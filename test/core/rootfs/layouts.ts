import { declaredWishes } from '../../../src/core/rootfs/declared.ts'
import { elementalMount } from '../../../src/core/rootfs/elemental-mount.ts'
import { layoutParameters } from '../../../src/core/rootfs/kernel-parameters.ts'
import type { BootMode, Layout } from '../../../src/core/rootfs/layout.ts'
import { layoutEnv } from '../../../src/core/rootfs/layout-env.ts'
import type { MountPlan } from '../../../src/core/rootfs/mount-plan.ts'
import { planMounts, type RootFileSystem } from '../../../src/core/rootfs/plan-mounts.ts'
import { putTogether } from '../../../src/core/rootfs/put-together.ts'

/** What a layout is made of, as short as it can be written. */
export interface Given {
  readonly env?: Readonly<Record<string, string>>
  readonly cmdline?: string
  readonly elemental?: readonly Parameters<typeof elementalMount>[0][number]['mount'][]
  readonly persist?: readonly Parameters<typeof declaredWishes>[0][number]['entry'][]
  readonly mounts?: readonly Parameters<typeof declaredWishes>[1][number]['entry'][]
  readonly mode?: BootMode
  readonly isInitrd?: boolean
}

export function layoutFrom({
  env,
  cmdline = '',
  elemental = [],
  persist = [],
  mounts = [],
  mode,
  isInitrd = false,
}: Given): Layout {
  const words = cmdline.split(' ').filter((word) => word !== '')
  const parameters = layoutParameters(
    words.map((word) => {
      const equals = word.indexOf('=')
      return equals < 0
        ? { name: word, value: undefined }
        : { name: word.slice(0, equals), value: word.slice(equals + 1) }
    }),
  )
  const at = <T>(entry: T, index: number) => ({ entry, origin: `step ${index}` })
  const isRecovery = (mode ?? parameters.mode) === 'recovery'
  return putTogether({
    parameters,
    mode: mode ?? parameters.mode ?? 'active',
    isInitrd,
    env: env && layoutEnv(new Map(Object.entries(env)), 'env'),
    elemental: elementalMount(
      elemental.map((mount, index) => ({ file: `file ${index}`, mount })),
      isRecovery,
    ),
    declared: declaredWishes(persist.map(at), mounts.map(at)),
  })
}

const readOnly: RootFileSystem = { source: '/dev/loop0', isOverlay: false }

export function planFrom(given: Given, root: RootFileSystem = readOnly): MountPlan {
  return planMounts(layoutFrom(given), root)
}

/** A plan as short lines: `overlay /etc`. */
export function brief({ actions }: MountPlan): readonly string[] {
  return actions.map(({ kind, path }) => `${kind} ${path}`)
}

/** The mistakes of a plan. */
export function faultsOf(given: Given): readonly string[] {
  return planFrom(given).faults.map(({ message }) => message)
}

/** What cOS ships. */
export const shipped = {
  VOLUMES: 'LABEL=COS_OEM:/oem LABEL=COS_PERSISTENT:/usr/local',
  OVERLAY: 'tmpfs:25%',
  RW_PATHS: '/var /etc /srv',
  PERSISTENT_STATE_PATHS: '/etc/systemd /home /var/log',
  PERSISTENT_STATE_BIND: 'true',
}
