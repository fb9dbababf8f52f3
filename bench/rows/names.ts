/** The rows in the order they are timed, by the names the command line knows. */
export const rowNames = [
  'start',
  'one-command',
  'boot',
  'steps',
  'files',
  'commands',
  'true',
  'layers',
  'memory',
  'cloud-init',
  'validate',
  'images',
] as const

export type RowName = (typeof rowNames)[number]

/** Those that are timed when none is named: the others take long, or gigabytes of memory. */
export const usualRows: readonly RowName[] = rowNames.filter((name) => name !== 'images')
