/** Writes the schemas that are made from the program itself: `npm run schema`. */
import { writeFileSync } from 'node:fs'
import { generatedSchemas } from './schema/generated.ts'

for (const { path, text } of generatedSchemas()) {
  writeFileSync(new URL(`../${path}`, import.meta.url), text)
  console.log(path)
}
