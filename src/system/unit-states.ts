import { execFile } from 'node:child_process'
import type { UnitState } from '../core/report/boot-status.ts'

/** The states of units; none where no systemd answers. Units that are not installed are left out. */
export function unitStates(units: readonly string[]): Promise<UnitState[]> {
  const words = ['show', '--property=Id,LoadState,ActiveState,Job', ...units]
  return new Promise((done) => {
    execFile('systemctl', words, { timeout: 10_000 }, (error, out) => done(error ? [] : readUnitStates(out)))
  })
}

/** Reads what `systemctl show` prints: a block of `Name=value` lines for each unit. */
export function readUnitStates(text: string): UnitState[] {
  return text.split(/\n{2,}/).flatMap((block) => {
    const value = (name: string) => new RegExp(`^${name}=(.*)$`, 'm').exec(block)?.[1] ?? ''
    if (value('LoadState') !== 'loaded') return []
    const job = value('Job')
    const isRunning =
      ['activating', 'reloading'].includes(value('ActiveState')) || (job !== '' && job !== '0')
    return [{ unit: value('Id'), isRunning, isFailed: value('ActiveState') === 'failed' }]
  })
}
