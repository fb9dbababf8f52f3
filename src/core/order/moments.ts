/** Stages of a boot, in the order in which they run; `reconcile` comes back every hour. */
export const bootStages: readonly string[] = [
  'pre-rootfs',
  'rootfs',
  'initramfs',
  'fs',
  'boot',
  'network',
  'reconcile',
]

/** Stages whose root is the initrd: what they write there is gone after the switch to the new root. */
export function runsInInitrd(stage: string): boolean {
  return /^(?:pre-rootfs|rootfs)(?:\.before|\.after)?$/.test(stage)
}

/** The stage that a part belongs to: `boot` of `boot.before`. */
export function stageOfPart(part: string): string {
  return part.replace(/\.(?:before|after)$/, '')
}

/**
 * Stages in the order in which a machine meets them: those of its installation and others that are run by hand, then
 * those of each boot, and what runs on the way down.
 */
export function inOrderOfMoments(stages: readonly string[]): readonly string[] {
  return [...stages].sort((a, b) => momentOf(a) - momentOf(b))
}

function momentOf(stage: string): number {
  const place = bootStages.indexOf(stage)
  if (place >= 0) return place
  return stage === 'reboot' ? bootStages.length : -1
}
