import { map, text } from '../core/config/shape.ts'
import { defineStep } from './step.ts'

export const packagePins = defineStep({
  key: 'package_pins',
  docs: 'Holds packages at a version.',
  shape: map(text({ description: 'The version to hold it at.' }), {
    description: 'Package to version.',
    examples: [{ 'linux-image-amd64': '6.12.9-1' }],
  }),
  async *plan(value, context) {
    if (Object.keys(value).length === 0) return
    const { planPins } = await import('./package-pins/plan.ts')
    yield* planPins(value, context)
  },
})
