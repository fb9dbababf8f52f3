import { spawnSync } from 'node:child_process'
import { closeSync, openSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { fileSystemOf } from '../../../src/system/volumes/file-system.ts'
import { temporaryFolder } from '../temporary-folder.ts'

function labelOf(path: string): string | undefined {
  const fd = openSync(path, 'r')
  try {
    return fileSystemOf(fd)?.label
  } finally {
    closeSync(fd)
  }
}

const reason = 'LEFT OUT: labels of FAT volumes need mkfs.fat (dosfstools)'
if (spawnSync('mkfs.fat', ['--help']).error !== undefined) {
  console.error(reason)
  t.pass(reason, { skip: reason })
} else {
  for (const [bits, size, inSector] of [
    ['12', 2, 43],
    ['16', 20, 43],
    ['32', 64, 71],
  ] as const) {
    t.test(`the label of FAT${bits} is that of the root folder, or else of the boot sector`, async (t) => {
      const image = join(temporaryFolder(t), 'image')
      writeFileSync(image, '')
      truncateSync(image, size * 1024 * 1024)
      t.equal(spawnSync('mkfs.fat', ['-F', bits, '-n', 'CIDATA', image]).status, 0)
      t.equal(labelOf(image), 'CIDATA')

      const content = readFileSync(image)
      content.write('NO NAME    ', inSector, 'latin1')
      writeFileSync(image, content)
      t.equal(labelOf(image), 'CIDATA', 'as after renaming')

      const entry = content.lastIndexOf('CIDATA     ', undefined, 'latin1')
      t.ok(entry > 512)
      content.fill(0, entry, entry + 32)
      writeFileSync(image, content)
      t.equal(labelOf(image), '', 'NO NAME is no name')
      content.write('CONFIG-2   ', inSector, 'latin1')
      writeFileSync(image, content)
      t.equal(labelOf(image), 'CONFIG-2')
    })
  }
}
