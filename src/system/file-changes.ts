/** All that changes files, as one: loaded when the first file is to be changed. */
export { changeAttributes, makeDirectory, makeLink, removeEntry } from './entries.ts'
export { prepareLabels } from './security-label.ts'
export { writeFile } from './write-file.ts'
