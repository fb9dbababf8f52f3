import { boot } from './boot.ts'
import { cloudInit } from './cloud-init.ts'
import { images } from './images.ts'
import { commands, files, layers, steps, trueCommands } from './many.ts'
import { memory } from './memory.ts'
import type { RowName } from './names.ts'
import type { Row } from './row.ts'
import { oneCommand, start } from './short.ts'
import { validate } from './validate.ts'

export const rows: Readonly<Record<RowName, Row>> = {
  start,
  'one-command': oneCommand,
  boot,
  steps,
  files,
  commands,
  true: trueCommands,
  layers,
  memory,
  'cloud-init': cloudInit,
  validate,
  images,
}
