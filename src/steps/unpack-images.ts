import { type Decoded, list, record, text } from '../core/config/shape.ts'
import { inFolder } from '../core/go-path.ts'
import type { DataPath } from '../core/machine.ts'
import { makeFolders } from './directories/make-folders.ts'
import { defineStep, type Planning, type StepContext } from './step.ts'

const image = record({
  source: text({
    description:
      '`[HOST[:PORT]/]NAME[:TAG][@DIGEST]` in a registry; also `oci-layout:DIR` and `oci-archive:FILE` on this machine.',
    examples: ['quay.io/example/tools:1.2'],
  }),
  target: text({ description: 'The folder.', examples: ['/var/lib/tools'] }),
  platform: text({
    description: '`os/arch` or `os/arch/variant`; default: that of this machine.',
    examples: ['linux/arm64'],
  }),
})

export const unpackImages = defineStep({
  key: 'unpack_images',
  docs: 'Unpacks container images into folders.',
  shape: list(image, { examples: [[{ source: 'quay.io/example/tools:1.2', target: '/var/lib/tools' }]] }),
  async *plan(value, context) {
    for (const [index, entry] of value.entries()) yield* unpack(entry, context, [index])
  },
})

async function* unpack(
  { source = '', target: written = '', platform = '' }: Decoded<typeof image>,
  { now, workFolder }: StepContext,
  at: DataPath,
): Planning {
  if (source === '' || written === '') {
    const missing = source === '' ? 'source' : 'target'
    yield { kind: 'problem', severity: 'warning', message: `an image without ${missing} is passed over`, at }
    return
  }
  const target = inFolder(workFolder, written.replace(/(?<=.)\/+$/, ''))
  const found = now.stat(target)
  if (found === undefined) {
    const isMade = yield* makeFolders(now, target, { mode: 0o755, at })
    if (!isMade) return
  } else if (found.type !== 'directory') {
    yield { kind: 'problem', severity: 'error', message: `${written} exists and is no folder`, at }
    return
  }
  const outcome = yield {
    kind: 'unpack-image',
    source,
    target,
    ...(platform !== '' && { platform }),
    at,
  }
  for (const message of (outcome.ok && outcome.warnings) || [])
    yield { kind: 'problem', severity: 'warning', message: `${source}: ${message}`, at }
}
