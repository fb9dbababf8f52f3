import { flag, list, record, text } from '../core/config/shape.ts'
import { defineStep } from './step.ts'

/** All of `packages`. */
export const packagesShape = record(
  {
    install: list(text(), { description: 'Names of packages; templates.', examples: [['htop']] }),
    remove: list(text(), { description: 'Names of packages; templates.' }),
    refresh: flag({ description: 'Refresh the lists of packages first.' }),
    upgrade: flag({ description: 'Upgrade all installed packages.' }),
  },
  { examples: [{ refresh: true, install: ['htop'] }] },
)

export const packages = defineStep({
  key: 'packages',
  docs: "Installs, removes and upgrades packages with the system's package manager.",
  shape: packagesShape,
  async *plan(value, context) {
    const { planPackages } = await import('./packages/plan.ts')
    yield* planPackages(value, context)
  },
})
