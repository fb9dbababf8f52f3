import { Decoder } from '../../../core/config/decode/decoder.ts'
import { list, record, text } from '../../../core/config/shape.ts'
import { parseYaml } from '../../../core/config/yaml/parse.ts'
import { readText } from '../../../core/config/yaml/reader.ts'
import { fromBytes } from '../../../core/go-string.ts'
import type { Found } from '../provider.ts'
import type { Seed } from './seed.ts'

const named = record({ 'instance-id': text(), 'local-hostname': text(), hostname: text() })
const withKeys = record({ 'public-keys': list(text()) })

/** What a seed holds; what `ds=` says outweighs its meta-data. */
export function seedFound(userData: Uint8Array, metadata: Uint8Array | undefined, seed: Seed): Found {
  const names = decoded(metadata, named)
  const keys = decoded(metadata, withKeys)?.['public-keys']
  const hostname = seed.hostname ?? names?.['local-hostname'] ?? names?.hostname
  const instanceId = seed.instanceId ?? names?.['instance-id']
  return {
    values: {
      ...(hostname !== undefined && { hostname }),
      ...(instanceId !== undefined && { instance_id: instanceId }),
    },
    ...(keys !== undefined && { keys: keys.map((key) => `${key}\n`).join('') }),
    userData,
  }
}

/** Undefined for what is no YAML, or of another shape. */
function decoded<T>(
  metadata: Uint8Array | undefined,
  shape: import('../../../core/config/shape.ts').RecordShape<T>,
): T | undefined {
  if (metadata === undefined) return undefined
  try {
    const { root } = parseYaml(readText(fromBytes(metadata)))
    return new Decoder().document(root, shape).value
  } catch {
    return undefined
  }
}
