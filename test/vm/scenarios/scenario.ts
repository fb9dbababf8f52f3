import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Test } from 'tap'
import { type Boot, type BootOptions, type Equipment, Machine } from '../machine.ts'
import type { Disk } from '../places.ts'
import { here } from '../places.ts'

/** A story of a machine: its boots and what must be true of them. */
export interface Scenario {
  readonly name: string
  /** Whether it belongs to the quick subset. */
  readonly quick: boolean
  check(t: Test, disk: Disk): Promise<void>
}

const commonProbe = readFileSync(join(here, 'probe.sh'), 'utf8')

/** A machine that is removed with the test. */
export async function machineOf(t: Test, disk: Disk, equipment: Equipment = {}): Promise<Machine> {
  const machine = await Machine.make(disk, equipment)
  t.teardown(() => machine.remove())
  return machine
}

/** Boots, and asks the common questions and then those of `probe`. A boot that brought nothing shows its console. */
export async function bootAndAsk(t: Test, machine: Machine, options: BootOptions = {}): Promise<Boot> {
  const boot = await machine.boot({ ...options, probe: `${commonProbe}\n${options.probe ?? ''}` })
  t.comment(`booted in ${boot.seconds} s`)
  if (boot.fact('mounts') === '') t.comment(boot.console.split('\n').slice(-60).join('\n'))
  t.ok(boot.ended, 'the machine ends by itself')
  t.not(boot.fact('mounts'), '', 'the machine boots to multi-user.target')
  return boot
}

/** A mount as findmnt tells of it. */
export interface Mounted {
  readonly source: string
  readonly type: string
  readonly options: readonly string[]
}

/** The uppermost mounts of a boot by where they are. */
export function mountsOf(boot: Boot): ReadonlyMap<string, Mounted> {
  return new Map(
    boot
      .fact('mounts')
      .split('\n')
      .map((line) => {
        const [target = '', source = '', type = '', options = ''] = line.split(' ')
        return [target, { source, type, options: options.split(',') }]
      }),
  )
}

/** A configuration file in which each stage writes down its name, and whether it sees the root of the initrd. */
export function stageRecorder(stages: readonly string[]): string {
  const steps = stages
    .flatMap((stage) => [`${stage}.before`, stage, `${stage}.after`])
    .map(
      (stage) => `  ${stage}:
    - name: Record ${stage}
      commands:
        - 'if [ -e /etc/initrd-release ]; then echo "${stage} initrd"; else echo "${stage} root"; fi >> /run/stages'
`,
    )
  return `name: Recorder\nstages:\n${steps.join('')}`
}

/** A step that appends a word to /run/order and writes it to /run/winner, in stage boot. */
export function orderStep(word: string): string {
  return `name: Order ${word}
stages:
  boot:
    - name: ${word}
      commands: ["echo ${word} >> /run/order"]
      files: [{path: /run/winner, content: ${word}, permissions: 0644}]
`
}
