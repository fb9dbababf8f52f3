import { cost } from './cost.ts'
import { failingSteps } from './failing-steps.ts'
import { full } from './full.ts'
import { installedSystem } from './installed-system.ts'
import { missingPartitions } from './missing-partitions.ts'
import { otherModes } from './other-modes.ts'
import { repeated } from './repeated.ts'
import type { Scenario } from './scenario.ts'

/** All scenarios, those that tell most first. */
export const scenarios: readonly Scenario[] = [
  installedSystem,
  failingSteps,
  ...missingPartitions,
  ...otherModes,
  full,
  cost,
  repeated,
]
