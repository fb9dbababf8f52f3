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
] as const

export type RowName = (typeof rowNames)[number]
