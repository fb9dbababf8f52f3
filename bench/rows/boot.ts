import { alternate } from '../alternate.ts'
import { type Engine, stageCommand } from '../engine.ts'
import { compared, type Finding } from '../finding.ts'
import { differentWork } from '../same-work.ts'
import type { Bench } from './row.ts'

/** The stages of a boot in their order, and the one of the shutdown. */
const stages = ['rootfs', 'initramfs', 'fs', 'boot', 'network', 'reconcile', 'reboot'] as const
const layers = ['/system/oem', '/oem', '/usr/local/cloud-config']

/** Folders that a boot writes to. */
const written = ['/etc', '/home', '/opt', '/root', '/run', '/srv', '/var', '/usr/local/etc', '/usr/local/lib']

/** The machine as it was before its first boot; /run with it, and so the decode cache. */
const freshMachine = `rm -rf ${written.join(' ')} && cp -a /.pristine/. / && echo bench > /proc/sys/kernel/hostname`

/** A whole boot over bench/layers, from a fresh machine, then single stages on the machine it leaves. */
export async function boot(bench: Bench): Promise<Finding[]> {
  return [...(await wholeBoot(bench)), ...(await warmStage(bench))]
}

async function wholeBoot({ engines, pacer, quick }: Bench): Promise<Finding[]> {
  const command = (engine: Engine, stage: string) => stageCommand(engine, stage, layers)
  const trouble = await differentWork(pacer, engines, {
    prepare: freshMachine,
    commands: (engine) => stages.map((stage) => command(engine, stage)),
    results: written,
  })
  const effort = quick
    ? { minRounds: 3, maxRounds: 5, budgetMs: 6_000 }
    : { minRounds: 7, maxRounds: 31, budgetMs: 22_000 }
  const series = await alternate(engines, effort, async (engine) => {
    await pacer.must(freshMachine)
    const took = { total: 0, rootfs: 0, initramfs: 0, fs: 0, boot: 0, network: 0, reconcile: 0, reboot: 0 }
    for (const stage of stages) {
      took[stage] = (await pacer.time(command(engine, stage))).perRun
      took.total += took[stage]
    }
    return took
  })
  return [
    ...compared(series('total'), {
      what: 'boot: all seven stages, 30 layer files',
      unit: 'ms',
      limit: 0.9,
      trouble,
    }),
    ...compared(series('rootfs'), {
      what: 'boot: its first stage, nothing decoded before',
      unit: 'ms',
      limit: 2.5,
    }),
    ...stages
      .slice(1)
      .flatMap((stage) => compared(series(stage), { what: `boot: stage ${stage} after it`, unit: 'ms' })),
  ]
}

/** A stage of a booted machine, all files decoded before: what the timer of `reconcile` costs again and again. */
async function warmStage({ engines, pacer, quick }: Bench): Promise<Finding[]> {
  const runs = 5
  const effort = quick
    ? { minRounds: 5, maxRounds: 15, budgetMs: 3_000 }
    : { minRounds: 15, maxRounds: 51, budgetMs: 10_000 }
  const command = (engine: Engine) => stageCommand(engine, 'reconcile', layers)
  await pacer.must(freshMachine)
  for (const engine of engines) await pacer.time(command(engine), 2)
  const series = await alternate(engines, effort, async (engine) => ({
    run: (await pacer.time(command(engine), runs)).perRun,
  }))
  return compared(series('run'), {
    what: 'boot: a single warm stage (reconcile)',
    unit: 'ms',
    limit: 0.8,
    runs,
  })
}
