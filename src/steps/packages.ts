import { flag, list, record, text } from '../core/config/shape.ts'
import { notAvailable } from './not-available.ts'
import { defineStep } from './step.ts'

export const packages = defineStep({
  key: 'packages',
  docs: "Installs, removes and upgrades packages with the system's package manager.",
  shape: record(
    {
      install: list(text(), { description: 'Names of packages; templates.', examples: [['htop']] }),
      remove: list(text(), { description: 'Names of packages; templates.' }),
      refresh: flag({ description: 'Refresh the lists of packages first.' }),
      upgrade: flag({ description: 'Upgrade all installed packages.' }),
    },
    { examples: [{ refresh: true, install: ['htop'] }] },
  ),
  async *plan({ install = [], remove = [], refresh = false }) {
    if (install.length > 0 || remove.length > 0 || refresh)
      yield* notAvailable('packages', "call the system's package manager in commands")
  },
})
