import type { Surroundings } from '../../src/engine/surroundings.ts'
import { MemoryMachine } from '../system/memory-machine.ts'

/** Surroundings of a run on a machine in memory: an edge box whose clock stands still. */
export function surroundingsOf(
  machine = new MemoryMachine(),
  changes: Partial<Surroundings> = {},
): Surroundings {
  return {
    machine,
    facts: {
      hostName: 'edge-7',
      templateData: async () => ({ Values: { os: { name: 'Edge OS' } } }),
      refresh: async () => ({ name: 'Edge OS', version: '1.2' }),
    },
    architecture: 'amd64',
    templateErrors: 'verbatim',
    clock: () => Date.UTC(2026, 0, 1),
    random: (length) => new Uint8Array(length),
    umask: 0o022,
    environment: {},
    workFolder: '/',
    ...changes,
  }
}
