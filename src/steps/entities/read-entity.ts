import type { Decoding } from '../../core/config/decode/decoder.ts'
import type { RecordShape } from '../../core/config/shape.ts'
import { type Entity, groupShape, gshadowShape, shadowShape, signatureShape, userShape } from './entity.ts'

/** Something to say about an entity's text. */
interface Remark {
  readonly message: string
  readonly help?: string
}

/** A decoded entity, or why there is none; keys that nobody reads are remarks. */
export type EntityReading =
  | { readonly ok: true; readonly entity: Entity; readonly remarks: readonly Remark[] }
  | { readonly ok: false; readonly remarks: readonly [Remark, ...Remark[]] }

/** Decodes the YAML text of an entity as yip does: `kind` says which fields are read, others are passed over. */
export async function readEntity(text: string): Promise<EntityReading> {
  const decode = await decoderOf(text)
  const signature = decode(signatureShape)
  if (signature.value === undefined) return rejected(signature)
  const { kind = '' } = signature.value
  switch (kind) {
    case 'user':
      return entity(decode(userShape), (fields) => ({ kind, fields }))
    case 'group':
      return entity(decode(groupShape), (fields) => ({ kind, fields }))
    case 'shadow':
      return entity(decode(shadowShape), (fields) => ({ kind, fields }))
    case 'gshadow':
      return entity(decode(gshadowShape), (fields) => ({ kind, fields }))
  }
  const message = kind === '' ? 'the entity has no kind' : `kind ${kind} is not known`
  return { ok: false, remarks: [{ message, help: 'Write kind: user, group, shadow or gshadow' }] }
}

type Told<T> = { readonly value: T | undefined; readonly remarks: readonly Remark[] }

/** The parser is loaded here, when the first entity is read. */
async function decoderOf(input: string) {
  const [{ parseYaml }, { readText }, { Decoder }, { findingOf }, { Positions }] = await Promise.all([
    import('../../core/config/yaml/parse.ts'),
    import('../../core/config/yaml/reader.ts'),
    import('../../core/config/decode/decoder.ts'),
    import('../../core/config/decode/finding.ts'),
    import('../../core/config/yaml/position.ts'),
  ])
  return <T>(shape: RecordShape<T>): Told<T> => {
    let decoding: Decoding<T>
    try {
      decoding = new Decoder().document(parseYaml(readText(input)).root, shape)
    } catch (error) {
      decoding = { value: undefined, findings: [findingOf(error)] }
    }
    const positions = new Positions(input)
    const remarks = decoding.findings.map(({ rule, offset, message, help }) => {
      const [line, column] = positions.of(Math.max(offset, 0))
      // What is said of a text that cannot be parsed quotes it, and it may be a password.
      const what = rule.startsWith('yaml-') ? 'the entity is no valid YAML' : message
      return { message: `${what} (line ${line}, column ${column} of the entity)`, ...(help && { help }) }
    })
    return { value: decoding.value, remarks }
  }
}

function entity<T>({ value, remarks }: Told<T>, make: (fields: T) => Entity): EntityReading {
  return value === undefined ? rejected({ remarks }) : { ok: true, entity: make(value), remarks }
}

function rejected({ remarks: [first, ...more] }: Pick<Told<unknown>, 'remarks'>): EntityReading {
  return { ok: false, remarks: [first ?? { message: 'the entity cannot be read' }, ...more] }
}
