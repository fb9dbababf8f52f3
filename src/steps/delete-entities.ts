import { readAccountFile, writeAccountFile } from './accounts/files.ts'
import { deleteEntity } from './entities/delete-entity.ts'
import { entityListShape } from './entities/entity.ts'
import { entityProblem, planEntities, secrecyOf } from './entities/plan-entities.ts'
import { defineStep } from './step.ts'

export const deleteEntities = defineStep({
  key: 'delete_entities',
  docs: 'Takes single lines out of passwd, group, shadow and gshadow files: groups by name, others when the line matches.',
  shape: entityListShape,
  async *plan(value, context) {
    for (const planned of yield* planEntities(value, context)) {
      const { entity, path, at } = planned
      const file = readAccountFile(context.now, path)
      if (!file.ok || file.text === undefined) {
        yield entityProblem(planned, file.ok ? 'it does not exist' : file.reason)
        continue
      }
      const text = { before: file.text, after: deleteEntity(entity, file.text) }
      yield* writeAccountFile(path, text, at, secrecyOf(planned))
    }
  },
})
