import { setTimeout as pause } from 'node:timers/promises'
import { type BootStatus, bootStatus } from '../core/report/boot-status.ts'
import { failureText } from '../core/report/failures.ts'
import { savedReports } from '../engine/saved-reports.ts'
import { unitStates } from '../system/unit-states.ts'
import { type Arguments, type Command, exitCodes, type Terminal, UsageError } from './command.ts'
import { rootFolder } from './root-folder.ts'

/** The units of the booted system. Those of the initrd are over when anybody can ask; their reports are there. */
const units = ['fs', 'boot', 'network', 'reconcile'].map((name) => `cos-config-${name}.service`)

/** How often `--wait` looks, in milliseconds. */
const interval = 500

/** How the boot went: all stages, from the reports they left. */
export const status: Command = {
  name: 'status',
  summary: 'Tell how all stages since boot went',
  synopsis: 'status [OPTION]...',
  description:
    'Reads the reports in /run/cos-config, those of the initrd included, and asks systemd which units are still at\n' +
    'work or wait for their turn. Each failure is told with file and line.',
  options: [
    { long: 'wait', docs: 'Wait until nothing is running any more' },
    { long: 'json', docs: 'Print JSON' },
    { long: 'root', value: 'DIR', docs: 'Look at the reports of the tree below DIR, and at no units' },
  ],
  examples: [
    { command: 'cos-config status', means: 'what failed, and where?' },
    { command: 'cos-config status --wait && deploy', means: 'go on when the machine is set up' },
  ],
  exits: [
    { code: exitCodes.done, means: 'all stages that ran went well' },
    { code: exitCodes.stepFailed, means: 'a step, a file or a unit failed' },
    { code: exitCodes.running, means: 'a stage is running or waits for its turn' },
    { code: exitCodes.usage, means: 'the command line is wrong' },
    { code: exitCodes.noInput, means: 'the folder of --root does not exist' },
  ],
  async run(given: Arguments, terminal: Terminal): Promise<number> {
    if (given.operands.length > 0) throw new UsageError(`status takes no "${given.operands[0]}"`)
    const root = rootFolder(given)
    const look = async () => bootStatus(savedReports(root), root === '/' ? await unitStates(units) : [])
    let found = await look()
    while (given.switches.has('wait') && found.state === 'running') {
      await pause(interval)
      found = await look()
    }
    terminal.out(given.switches.has('json') ? `${JSON.stringify(found, undefined, 2)}\n` : statusText(found))
    if (found.stages.length === 0 && process.geteuid?.() !== 0)
      terminal.err('cos-config: reports can be read by root only\n')
    if (found.state === 'running') return exitCodes.running
    return found.state === 'failed' ? exitCodes.stepFailed : exitCodes.done
  },
}

/** One line a stage, each followed by what failed in it. */
function statusText({ state, stages, running, failedUnits }: BootStatus): string {
  const lines = stages.map(({ stage, state, durationMs, summary, failures }) => {
    const counts = `${summary.changed} changed, ${summary.unchanged} unchanged, ${summary.skipped} skipped, ${summary.failed} failed`
    const head = `${stage.padEnd(12)} ${state === 'ok' ? 'ok    ' : 'FAILED'} ${counts} (${Math.round(durationMs)} ms)\n`
    return (
      head +
      failures.map((failure) => failureText(failure).replace(/^/gm, '  ').trimEnd()).join('\n') +
      (failures.length > 0 ? '\n' : '')
    )
  })
  if (stages.length === 0) lines.push('no stage has run since boot\n')
  for (const unit of running) lines.push(`${unit} is running or waits for its turn\n`)
  for (const unit of failedUnits) lines.push(`${unit} failed; see journalctl -u ${unit}\n`)
  return `${lines.join('')}${state}\n`
}
