import { statSync } from 'node:fs'
import { setTimeout } from 'node:timers/promises'
import { type Device, deviceFile, deviceText } from '../core/rootfs/device.ts'
import { runTool } from './tool.ts'

/** A device that is waited for, for so many seconds. */
export interface Awaited {
  readonly device: Device
  readonly wait: number
}

/** Milliseconds between two looks. */
const interval = 100

/** Milliseconds after which a device is not just slow. */
const patience = 5000

/**
 * Waits for all devices at once and gives the file of each that came, by its text; those that are not in the map did
 * not come in their time, or before the interruption.
 * `rescue` is asked once for a device that is late.
 */
export async function waitForDevices(
  wanted: readonly Awaited[],
  interrupted: AbortSignal,
  rescue?: Rescue,
): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>()
  await Promise.all(
    wanted.map(async ({ device, wait }) => {
      const file = await waitFor(device, wait * 1000, interrupted, rescue)
      if (file !== undefined) found.set(deviceText(device), file)
    }),
  )
  return found
}

/** Tries to bring a device back. */
type Rescue = (device: Device) => Promise<void>

async function waitFor(
  device: Device,
  time: number,
  interrupted: AbortSignal,
  rescue: Rescue | undefined,
): Promise<string | undefined> {
  const file = deviceFile(device)
  const started = performance.now()
  let end = started + time
  let helper = rescue
  for (;;) {
    if (isBlockDevice(file)) return file
    if (interrupted.aborted) return undefined
    const now = performance.now()
    if (helper !== undefined && now >= started + Math.min(time / 2, patience)) {
      await helper(device)
      helper = undefined
      // A long check must not use up the time in which the device is found anew.
      end = Math.max(end, performance.now() + time / 2)
    } else if (now >= end) return withoutUdev(device)
    await setTimeout(Math.min(interval, Math.max(1, end - performance.now())))
  }
}

/** Where nobody makes links the devices themselves are asked. */
async function withoutUdev(device: Device): Promise<string | undefined> {
  if (device.by === 'path') return undefined
  try {
    const { exit, stdout } = await runTool(['findfs', deviceText(device)], 10_000)
    const file = stdout.trim()
    return exit === 0 && isBlockDevice(file) ? file : undefined
  } catch {
    return undefined
  }
}

function isBlockDevice(file: string): boolean {
  try {
    return statSync(file).isBlockDevice()
  } catch {
    return false
  }
}
