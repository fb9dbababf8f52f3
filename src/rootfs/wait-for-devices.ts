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

/**
 * Waits for all devices at once and gives the file of each that came, by its text; those that are not in the map did
 * not come in their time, or before the interruption.
 */
export async function waitForDevices(
  wanted: readonly Awaited[],
  interrupted: AbortSignal,
): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>()
  await Promise.all(
    wanted.map(async ({ device, wait }) => {
      const file = await waitFor(device, performance.now() + wait * 1000, interrupted)
      if (file !== undefined) found.set(deviceText(device), file)
    }),
  )
  return found
}

async function waitFor(device: Device, end: number, interrupted: AbortSignal): Promise<string | undefined> {
  const file = deviceFile(device)
  for (;;) {
    if (isBlockDevice(file)) return file
    if (interrupted.aborted) return undefined
    if (performance.now() >= end) return withoutUdev(device)
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
