import type { Finding } from './decode/finding.ts'
import { list, map, type RecordShape, record, text } from './shape.ts'

/** One step of a stage: its decoded keys. */
export type Step = Readonly<Record<string, unknown>>

/** A decoded text: the name it gives itself, and its steps by stage. */
export interface Config {
  readonly name?: string
  readonly stages: Readonly<Record<string, readonly Step[]>>
}

/** What came of a parsed text; the configuration is undefined when it was rejected. */
export interface ReadConfig {
  readonly config: Config | undefined
  readonly findings: readonly Finding[]
}

/** The shape of a whole configuration file, given that of its steps. */
export function configShape(step: RecordShape<unknown>): RecordShape<Partial<Config>> {
  // Whatever a record's fields are, it decodes to an object.
  return record(
    {
      name: text({ description: 'What `after` of other files calls this file by, instead of its path.' }),
      stages: map(list(step as RecordShape<Step>), {
        description: 'Steps by the stage in which they run: rootfs, initramfs, fs, boot, network ...',
      }),
    },
    { description: 'A configuration: steps for the stages of a boot.' },
  )
}
