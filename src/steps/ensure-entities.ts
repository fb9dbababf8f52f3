import { readAccountFile, writeAccountFile } from './accounts/files.ts'
import { ensureEntity } from './entities/ensure-entity.ts'
import { entityListShape } from './entities/entity.ts'
import { entityProblem, planEntities, secrecyOf } from './entities/plan-entities.ts'
import { defineStep } from './step.ts'

export const ensureEntities = defineStep({
  key: 'ensure_entities',
  docs: 'Writes single lines of passwd, group, shadow and gshadow files: an existing one is replaced in its place.',
  shape: entityListShape,
  async *plan(value, context) {
    for (const planned of yield* planEntities(value, context)) {
      const { entity, path, at } = planned
      const file = readAccountFile(context.now, path)
      if (!file.ok) {
        yield entityProblem(planned, file.reason)
        continue
      }
      const edit = await ensureEntity(entity, file.text, context)
      if (!edit.ok) yield entityProblem(planned, edit.reason)
      else yield* writeAccountFile(path, { before: file.text, after: edit.text }, at, secrecyOf(planned))
    }
  },
})
