import { resolve } from 'node:path'
import type { Diagnostic } from '../core/report/diagnostic.ts'
import type { MountPlan } from '../core/rootfs/mount-plan.ts'
import { version } from '../version.ts'
import { type Arguments, type Command, exitCodes, type Terminal, UsageError } from './command.ts'
import { onInterruption } from './interruption.ts'
import { cmdlineOption } from './run-options.ts'

/** Sets up the root of the boot: volumes, writable layers, persistent paths. */
export const mount: Command = {
  name: 'mount',
  summary: 'Mount the layout of the immutable root',
  synopsis: 'mount [OPTION]...',
  description:
    'Mounts below /sysroot, in the initrd, all that the layout asks for: volumes, writable layers that the next boot\n' +
    'forgets, and paths that are kept. Then writes /etc/fstab, the list for SELinux, and /etc/machine-id.\n' +
    'The layout comes from /run/cos/cos-layout.env, from `mount:` below /run/elemental, from the kernel command line,\n' +
    'and from `persist:` and `mounts:` of all configuration layers.\n' +
    'With the policy `stop` all of it is mounted, or nothing; with `warn` as much as can be.\n' +
    'The report goes to /run/cos-config/layout.json.',
  options: [
    { long: 'sysroot', value: 'DIR', docs: 'The root to set up; /sysroot when not given' },
    { long: 'dry-run', docs: 'Show the plan; touches nothing, needs no root' },
    { long: 'json', docs: 'Print the plan of a dry run, or the report, as JSON' },
    { long: 'layout', value: 'FILE', docs: 'Read the layout from FILE instead of /run/cos/cos-layout.env' },
    {
      long: 'config-dir',
      value: 'DIR',
      repeatable: true,
      docs: 'Read this directory or file instead of the layers',
    },
    cmdlineOption,
  ],
  examples: [
    { command: 'cos-config mount', means: 'what the layout unit runs' },
    { command: 'cos-config mount --dry-run', means: 'what would be mounted, in which order, and why?' },
    {
      command: 'cos-config mount --dry-run --sysroot ./image --layout ./cos-layout.env',
      means: 'the same for an unpacked image, on any machine',
    },
  ],
  exits: [
    { code: exitCodes.done, means: 'done; or the policy is `warn`, and warnings say what is missing' },
    { code: exitCodes.stepFailed, means: 'something failed, and by the policy `stop` nothing is mounted' },
    { code: exitCodes.usage, means: 'the command line is wrong; nothing was done' },
    { code: exitCodes.noInput, means: 'a file or folder that was named cannot be read; nothing was done' },
    { code: exitCodes.internal, means: 'a defect of cos-config' },
  ],
  async run(given: Arguments, terminal: Terminal): Promise<number> {
    const [surplus] = given.operands
    if (surplus !== undefined) throw new UsageError(`mount takes no operands such as "${surplus}"`)
    const sysroot = sysrootOf(given)
    const dryRun = given.switches.has('dry-run')
    const json = given.switches.has('json')
    const started = new Date()
    const [{ readLayout }, { planMounts }, { rootFileSystem }, { TextPrinter }] = await Promise.all([
      import('./mount-sources.ts'),
      import('../core/rootfs/plan-mounts.ts'),
      import('../rootfs/read-root.ts'),
      import('../core/report/text.ts'),
    ])
    const { layout, diagnostics } = await readLayout({
      sysroot,
      layoutFile: given.value('layout'),
      configDirs: given.values('config-dir'),
      cmdline: given.value('cmdline'),
      dryRun,
      note: (message) => terminal.err(`note: ${message}\n`),
    })
    const printer = new TextPrinter({ colours: terminal.colours(2) })
    for (const diagnostic of diagnostics) terminal.err(printer.diagnostic(diagnostic))
    const plan = planMounts(layout, rootFileSystem(sysroot))
    if (dryRun) return showPlan(plan, json, terminal)
    return apply(plan, { sysroot, json, started, diagnostics }, terminal)
  },
}

/** The folder of --sysroot. Throws a {@link UsageError} for one that cannot be an option of mount(8). */
function sysrootOf(given: Arguments): string {
  const sysroot = resolve(given.value('sysroot') ?? '/sysroot')
  if (/[\s,:"'\\]/.test(sysroot))
    throw new UsageError(`--sysroot ${sysroot} has a blank, comma, colon, quote or backslash in it`)
  return sysroot
}

async function showPlan(plan: MountPlan, json: boolean, terminal: Terminal): Promise<number> {
  if (json) terminal.out(`${JSON.stringify(plan, undefined, 2)}\n`)
  else terminal.out((await import('../core/rootfs/describe-plan.ts')).describePlan(plan))
  if (!json) for (const note of plan.notes) terminal.out(`note: ${note}\n`)
  const severity = plan.policy === 'stop' ? 'error' : 'warning'
  for (const { message, help, origin } of plan.faults)
    terminal.err(`${severity}: ${origin}: ${message}\n  help: ${help}\n`)
  return plan.policy === 'stop' && plan.faults.length > 0 ? exitCodes.stepFailed : exitCodes.done
}

interface Run {
  readonly sysroot: string
  readonly json: boolean
  readonly started: Date
  readonly diagnostics: readonly Diagnostic[]
}

async function apply(
  plan: MountPlan,
  { sysroot, json, started, diagnostics }: Run,
  terminal: Terminal,
): Promise<number> {
  if (plan.disabledBy !== undefined) {
    terminal.say(`layout: nothing is mounted: ${plan.disabledBy}\n`)
    return exitCodes.done
  }
  const [{ applyPlan }, { describeResult, describeTrouble, layoutReport }, { ownFile, writePrivately }] =
    await Promise.all([
      import('../rootfs/apply-plan.ts'),
      import('../core/rootfs/describe-result.ts'),
      import('../engine/run-files.ts'),
    ])
  const interrupted = new AbortController()
  const applying = applyPlan(plan, sysroot, interrupted.signal)
  // Half of the mounts must not outlive us.
  onInterruption(async () => {
    interrupted.abort()
    await applying
  })
  const result = await applying
  const exitCode = result.stoppedBy === undefined ? exitCodes.done : exitCodes.stepFailed
  const done = describeResult(result)
  if (json) terminal.err(done)
  else terminal.say(done)
  terminal.err(describeTrouble(result))
  const durationMs = Date.now() - started.getTime()
  const run = {
    engine: `cos-config ${version}`,
    started: started.toISOString(),
    durationMs,
    exitCode,
    diagnostics,
  }
  const report = layoutReport(result, run)
  if (json) terminal.out(`${JSON.stringify(report, undefined, 2)}\n`)
  try {
    writePrivately(ownFile('/', 'layout.json'), `${JSON.stringify(report)}\n`)
  } catch (error) {
    terminal.err(`warning: the report is lost: ${error instanceof Error ? error.message : String(error)}\n`)
  }
  return exitCode
}
