/** Run by write-file-mounts.test.ts in a mount namespace of its own: writes where files cannot be replaced. */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { SafePaths } from '../../src/system/safe-paths.ts'
import { errorCode } from '../../src/system/system-error.ts'
import { writeFile } from '../../src/system/write-file.ts'

const folder = process.argv[2] ?? ''
const mount = (...args: string[]) => execFileSync('mount', args)

function write(path: string, content: string): string {
  try {
    const wanted = { path, content: Buffer.from(content), mode: 0o640, newMode: 0o644, sync: true }
    return writeFile(wanted, new SafePaths('/')) ? 'changed' : 'unchanged'
  } catch (error) {
    return errorCode(error) ?? String(error)
  }
}

mkdirSync(`${folder}/bound`)
writeFileSync(`${folder}/bound/file`, 'old')
writeFileSync(`${folder}/source`, 'old')
mount('--bind', `${folder}/source`, `${folder}/bound/file`)
const bound = write(`${folder}/bound/file`, 'new')

mkdirSync(`${folder}/read-only`)
writeFileSync(`${folder}/read-only/file`, 'old')
writeFileSync(`${folder}/read-only/plain`, 'old')
mount('--bind', `${folder}/read-only`, `${folder}/read-only`)
mount('--bind', `${folder}/source`, `${folder}/read-only/file`)
mount('-o', 'remount,ro,bind', `${folder}/read-only`)
const onReadOnly = write(`${folder}/read-only/file`, 'newer')
const plainOnReadOnly = write(`${folder}/read-only/plain`, 'newer')

mkdirSync(`${folder}/full`)
mount('-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', `${folder}/full`)
writeFileSync(`${folder}/full/file`, 'old')
const full = write(`${folder}/full/file`, 'x'.repeat(100_000))

console.log(
  JSON.stringify({
    bound,
    onReadOnly,
    plainOnReadOnly,
    full,
    source: readFileSync(`${folder}/source`, 'utf8'),
    mode: statSync(`${folder}/source`).mode & 0o777,
    keptWhenFull: readFileSync(`${folder}/full/file`, 'utf8'),
    leftWhenFull: readdirSync(`${folder}/full`),
    leftBeside: existsSync(`${folder}/bound/.cos-config`),
  }),
)
