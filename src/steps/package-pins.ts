import { map, text } from '../core/config/shape.ts'
import { notAvailable } from './not-available.ts'
import { defineStep } from './step.ts'

export const packagePins = defineStep({
  key: 'package_pins',
  docs: 'Holds packages at a version.',
  shape: map(text({ description: 'The version to hold it at.' }), {
    description: 'Package to version.',
    examples: [{ 'linux-image-amd64': '6.12.9-1' }],
  }),
  async *plan(value) {
    if (Object.keys(value).length > 0)
      yield* notAvailable('package_pins', 'write the pins of the package manager with files')
  },
})
