/** Run by live-machine.test.ts in a UTS namespace of its own: sets host names and prints what the kernel has then. */
import { readFileSync } from 'node:fs'
import { LiveMachine } from '../../src/system/live-machine.ts'

async function rename(): Promise<void> {
  const machine = new LiveMachine({ root: '/', umask: 0o022, environment: process.env, timeout: 0 })
  const found: { name: string; changed: boolean }[] = []
  for (const name of ['otter', 'otter', ' two words ', '', 'n'.repeat(64)]) {
    const outcome = await machine.apply({ kind: 'set-hostname', name })
    const current = readFileSync('/proc/sys/kernel/hostname', 'utf8').replace(/\n$/, '')
    found.push({ name: current, changed: outcome.ok && outcome.changed })
  }
  console.log(JSON.stringify(found))
}

rename()
