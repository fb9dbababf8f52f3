import { CORE_SCHEMA, loadAll, mergeTag, Schema } from 'js-yaml'

const yaml12 = new Schema([...CORE_SCHEMA.tags, mergeTag])

/** The first document of a text as editors hand it to a schema: YAML 1.2 with merge keys. Throws what js-yaml throws. */
export function readAsEditors(text: string): unknown {
  // Bytes are no JSON; an editor shows the text that stands there.
  const [document = null] = loadAll(text.replaceAll('!!binary', '!!str'), { schema: yaml12 })
  return document
}
