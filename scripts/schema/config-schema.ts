import { conditions } from '../../src/conditions/index.ts'
import { cloudConfigShape } from '../../src/core/config/cloud-config/shape.ts'
import { configShape } from '../../src/core/config/config.ts'
import type { Shape } from '../../src/core/config/shape.ts'
import { knownStages } from '../../src/core/config/stage-names.ts'
import { stepKeys, stepShape } from '../../src/steps/index.ts'
import { closed, fieldsOf, schemaOf } from './from-shape.ts'
import type { SchemaNode } from './json-schema.ts'
import { otherSections } from './other-sections.ts'
import { scalarNames, scalars } from './scalars.ts'
import { titleOf } from './title.ts'

/** Where the schema can be fetched from once the project has a home; until then only a name. */
export const schemaId = 'https://cos-config.example/schema/cos-config.schema.json'

/** The schema of configuration files, made from the shapes that the engine decodes them by. */
export function configSchema(): SchemaNode {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: schemaId,
    title: 'cos-config',
    description: 'Boot configuration for immutable Linux: layered stages, compatible with yip 1.24.',
    anyOf: [{ $ref: '#/$defs/config' }, { $ref: '#/$defs/cloudConfig' }],
    $defs: {
      config: {
        title: 'Configuration',
        description: 'Steps by stage. Keys that start with x- may hold anchors.',
        ...topLevel(ownKeys()),
      },
      cloudConfig: {
        title: 'Cloud-config',
        description: 'What counts only under the header #cloud-config; stages may stand beside it.',
        ...topLevel({ ...ownKeys(), ...fieldsOf(cloudConfigShape) }, 'cloud-init'),
      },
      stages: stagesSchema(),
      step: stepSchema(),
      ...Object.fromEntries(
        Object.entries(scalars).map(([kind, node]) => [
          scalarNames[kind as keyof typeof scalars],
          { title: titleOf(scalarNames[kind as keyof typeof scalars]), ...node },
        ]),
      ),
    },
  }
}

function topLevel(read: Readonly<Record<string, SchemaNode>>, ...more: readonly string[]): SchemaNode {
  const passedOver: Record<string, SchemaNode> = {}
  for (const program of ['kairos', 'elemental', ...more]) {
    for (const key of otherSections[program] ?? []) {
      passedOver[key] = { title: titleOf(key), description: `A section of ${program}; passed over here.` }
    }
  }
  return {
    ...closed({ ...passedOver, ...read }),
    patternProperties: {
      '^x-|^\\.': { title: 'Extension', description: 'Passed over; a place for anchors.' },
    },
  }
}

function ownKeys(): Readonly<Record<string, SchemaNode>> {
  const { name } = configShape(stepShape).fields
  return { ...(name && { name: schemaOf(name, 'Name') }), stages: { $ref: '#/$defs/stages' } }
}

/** Stages are offered by name, each with those before and behind it; others may be called by hand. */
function stagesSchema(): SchemaNode {
  const steps = { type: ['array', 'null'], items: { $ref: '#/$defs/step' } } as const
  const properties: Record<string, SchemaNode> = {}
  for (const [stage, description] of Object.entries(knownStages)) {
    properties[stage] = { title: `Stage ${stage}`, description, ...steps }
    for (const [part, order] of [
      ['before', 'before'],
      ['after', 'behind'],
    ]) {
      properties[`${stage}.${part}`] = {
        title: `Stage ${stage}.${part}`,
        description: `Right ${order} ${stage}, over all sources.`,
        ...steps,
      }
    }
  }
  return {
    title: 'Stages',
    ...described(configShape(stepShape).fields.stages),
    type: ['object', 'null'],
    properties,
    additionalProperties: {
      title: 'Other stage',
      description: 'Run by hand or by another program.',
      ...steps,
    },
  }
}

function described(shape: Shape | undefined): SchemaNode {
  return shape?.description === undefined ? {} : { description: shape.description }
}

/** A step; its keys and conditions are described by their own sentence, then by what their value is. */
function stepSchema(): SchemaNode {
  const properties = { ...fieldsOf(stepShape) }
  for (const { key, docs, shape } of [...stepKeys, ...conditions]) {
    const description = shape.description === undefined ? docs : `${docs} ${shape.description}`
    properties[key] = schemaOf(shape, titleOf(key), { ...shape, description })
  }
  return {
    title: 'Step',
    description: 'What is done when its conditions hold, in a fixed order of its keys.',
    ...closed(properties),
  }
}
