import { MachineError } from '../core/machine.ts'
import type { ActionResult, PlanResult } from '../core/rootfs/describe-result.ts'
import { type Device, deviceText } from '../core/rootfs/device.ts'
import type { MountAction, MountPlan } from '../core/rootfs/mount-plan.ts'
import { settleMachineId } from './machine-id.ts'
import { type Ended, mountAction } from './mount-action.ts'
import { rescueLabel } from './rescue-label.ts'
import { RootTree } from './root-tree.ts'
import { runTool } from './tool.ts'
import { type Awaited, waitForDevices } from './wait-for-devices.ts'
import { hasSelinux, makeEtcLazy, writeFstab, writeRelabelList } from './write-settings.ts'

/**
 * Does all of a plan below `sysroot`, by its policy wholly or as far as it goes. When `interrupted` is aborted, what
 * was mounted is unmounted again.
 */
export async function applyPlan(
  plan: MountPlan,
  sysroot: string,
  interrupted: AbortSignal,
): Promise<PlanResult> {
  return new Application(plan, new RootTree(sysroot), interrupted).run()
}

const interruption = 'a signal ended it before it was done'

class Application {
  private readonly plan: MountPlan
  private readonly root: RootTree
  private readonly interrupted: AbortSignal
  private readonly results: ActionResult[] = []
  private readonly warnings: string[] = []
  private readonly notes: string[]
  /** Mount points of ours, in the order in which they were mounted. */
  private readonly mounted: string[] = []

  constructor(plan: MountPlan, root: RootTree, interrupted: AbortSignal) {
    this.interrupted = interrupted
    this.plan = plan
    this.root = root
    this.notes = [...plan.notes]
  }

  async run(): Promise<PlanResult> {
    const { plan } = this
    const mayStop = plan.policy === 'stop'
    for (const { message, help, origin } of plan.faults) {
      const told = `${message} (${origin}): ${help}`
      if (mayStop) return this.#result(told)
      this.warnings.push(told)
    }
    const wanted = plan.actions.flatMap(awaited)
    const devices = await waitForDevices(wanted, this.interrupted, this.#rescue())
    const absent = plan.actions.flatMap((action) => {
      const wanted = awaited(action)[0]
      return wanted && !devices.has(deviceText(wanted.device)) ? { action, ...wanted } : []
    })
    const decisive = absent.find(({ action }) => !isOptional(action))
    if (this.interrupted.aborted) return this.#result(interruption)
    // Before anything is mounted: a root with half of its mounts is worse than none.
    if (decisive && mayStop) return this.#result(`${absence(decisive)}; nothing was mounted`)

    const gone = new Map(absent.map((one) => [one.action.path, absence(one)]))
    const failed = new Set<string>()
    for (const action of plan.actions) {
      if (this.interrupted.aborted) return this.#result(await this.#undo(interruption))
      const started = performance.now()
      const end = (outcome: ActionResult['outcome'], reason?: string) => {
        const durationMs = Math.round((performance.now() - started) * 100) / 100
        this.results.push({ action, outcome, ...(reason !== undefined && { reason }), durationMs })
      }
      const unmet = action.needs.find((path) => failed.has(path))
      const reason = gone.get(action.path) ?? (unmet && `${action.path} needs ${unmet}, which is not mounted`)
      const ended = reason === undefined ? await this.#try(action, devices) : reason
      if (typeof ended === 'string') {
        end(isOptional(action) ? 'left-out' : 'failed', ended)
        failed.add(action.path)
        if (mayStop && !isOptional(action)) return this.#result(await this.#undo(ended))
        this.warnings.push(ended)
      } else if (ended.outcome === 'left-out') {
        end('left-out', ended.reason)
        this.warnings.push(`left out: ${ended.reason} (${action.origin})`)
      } else {
        end(ended.outcome)
        if (ended.outcome === 'mounted') this.mounted.push(ended.at)
      }
    }
    this.#settle()
    return this.#result(undefined)
  }

  /** Only who asks for everything to be repaired has partitions checked that do not look like file systems. */
  #rescue(): ((device: Device) => Promise<void>) | undefined {
    const { mode, repair } = this.plan.check
    if (mode !== 'force' || repair !== 'yes') return undefined
    return async (device) => {
      const told = await rescueLabel(device)
      if (told !== undefined) this.notes.push(told)
    }
  }

  /** Mounts one action; a text says why that failed. */
  async #try(action: MountAction, devices: ReadonlyMap<string, string>): Promise<Ended | string> {
    const note = (message: string) => void this.notes.push(message)
    try {
      return await mountAction(action, { root: this.root, check: this.plan.check, devices, note })
    } catch (error) {
      if (error instanceof MachineError) return `${action.path} cannot be mounted: ${error.message}`
      if (error instanceof Error && 'code' in error)
        return `${action.path} cannot be mounted: ${error.message}`
      throw error
    }
  }

  /** Takes all mounts back, the last one first, and gives the reason with what could not be. */
  async #undo(reason: string): Promise<string> {
    const left: string[] = []
    for (const path of this.mounted.reverse()) {
      const { exit } = await runTool(['umount', path])
      if (exit !== 0) left.push(path)
    }
    const end =
      left.length === 0 ? 'what was mounted is unmounted again' : `still mounted: ${left.join(', ')}`
    return `${reason}; ${end}`
  }

  /** What comes with the mounts: fstab, the machine's id, labels. A failure of these is no reason to stop. */
  #settle(): void {
    const { plan, root } = this
    const standing = this.results
      .filter(({ outcome }) => outcome === 'mounted' || outcome === 'present')
      .map(({ action }) => action)
    const stands = (path: string) => standing.some((action) => action.path === path)
    if (plan.writeFstab) this.#warnOf(() => writeFstab(root, plan, standing))
    if (plan.writeFstab && stands('/etc')) this.#warnOf(() => makeEtcLazy(root))
    const { machineId } = plan
    if (machineId !== undefined && stands(machineId.slice(0, -'/etc/machine-id'.length))) {
      this.#warnOf(() => {
        const told = settleMachineId(root, machineId)
        if (told !== undefined) this.notes.push(told)
      })
    }
    if (plan.relabel ?? hasSelinux()) this.#warnOf(() => writeRelabelList(root, standing))
  }

  #warnOf(work: () => void): void {
    try {
      work()
    } catch (error) {
      this.warnings.push(error instanceof Error ? error.message : String(error))
    }
  }

  #result(stoppedBy: string | undefined): PlanResult {
    const { results, warnings, notes } = this
    return { results, warnings, notes, stoppedBy }
  }
}

function awaited(action: MountAction): readonly Awaited[] {
  if (action.kind === 'volume') return [{ device: action.device, wait: action.wait }]
  if (action.kind !== 'backing' || action.backing.kind !== 'device') return []
  return [{ device: action.backing.device, wait: action.wait }]
}

function isOptional(action: MountAction): boolean {
  return action.kind === 'volume' && action.optional
}

function absence({ action, device, wait }: { action: MountAction; device: Device; wait: number }): string {
  return `${deviceText(device)} for ${action.path} did not appear within ${wait} s (${action.origin})`
}
