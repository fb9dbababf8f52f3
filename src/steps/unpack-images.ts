import { list, record, text } from '../core/config/shape.ts'
import { notAvailable } from './not-available.ts'
import { defineStep } from './step.ts'

export const unpackImages = defineStep({
  key: 'unpack_images',
  docs: 'Unpacks container images into folders.',
  shape: list(
    record({
      source: text({ description: 'Reference of the image.' }),
      target: text({ description: 'The folder.' }),
      platform: text({ description: '`os/arch`; default: that of this machine.' }),
    }),
    { examples: [[{ source: 'quay.io/example/tools:1.2', target: '/var/lib/tools' }]] },
  ),
  async *plan(value) {
    if (value.length > 0)
      yield* notAvailable('unpack_images', 'unpack the image in commands, for instance with skopeo and umoci')
  },
})
