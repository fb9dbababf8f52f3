/** The part of the bench that runs inside the throw-away root. Started by enter.ts, never by hand. */
import { basename } from 'node:path'
import type { Engine } from '../engine.ts'
import type { Finding } from '../finding.ts'
import { Pacer } from '../pacer.ts'
import type { EngineFiles } from '../places.ts'
import { shortLine } from '../report/table.ts'
import { rows } from '../rows/index.ts'
import { usualRows } from '../rows/names.ts'
import type { Assignment, Message } from './enter.ts'

process.once('disconnect', () => process.exit(1))
process.once('message', (assignment: Assignment) => void work(assignment))

async function work({ options, files }: Assignment): Promise<void> {
  const bench = { engines: enginesInside(files), pacer: new Pacer(), quick: options.quick }
  const findings: Finding[] = []
  for (const name of options.rows.length > 0 ? options.rows : usualRows) {
    const found = await rows[name](bench)
    for (const finding of found) process.send?.({ progress: shortLine(finding) } satisfies Message)
    findings.push(...found)
  }
  bench.pacer.end()
  process.removeAllListeners('disconnect')
  process.send?.({ findings } satisfies Message, () => process.disconnect?.())
}

function enginesInside(files: EngineFiles): Engine[] {
  const name = basename(files.ours.path)
  const ours = `/engine/${name}`
  return [
    { id: 'ours', command: name === 'yip' ? ours : `${ours} yip` },
    { id: 'yip', command: '/engine/reference/yip' },
    ...(files.node ? ([{ id: 'node', command: '/.node/bin/node /project/dist/cli.js yip' }] as const) : []),
  ]
}
