import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import t from 'tap'
import { temporaryFolder } from '../temporary-folder.ts'

const child = fileURLToPath(new URL('mount-and-tell.ts', import.meta.url))

/** In a mount namespace that goes with the process, so that nothing stays mounted even when the test is killed. */
function mountAndTell(image: string, ...wish: string[]): unknown {
  const argv = ['-m', '--propagation', 'private', process.execPath, '--import', 'tsx', child, image, ...wish]
  const { stdout, stderr } = spawnSync('unshare', argv, { encoding: 'utf8', timeout: 60_000 })
  return stdout === '' ? stderr : JSON.parse(stdout)
}

function imageWith(folder: string): string {
  mkdirSync(join(folder, 'content'))
  writeFileSync(join(folder, 'content/user-data'), 'name: x\n')
  const image = join(folder, 'image')
  execFileSync('mkfs.ext4', ['-q', '-d', join(folder, 'content'), image, '8M'])
  return image
}

const isRoot = process.geteuid?.() === 0
const reason = 'LEFT OUT: mounting needs root, mkfs.ext4 and loop devices'
const canMount = isRoot && spawnSync('mkfs.ext4', ['-V']).status === 0
if (!canMount) {
  console.error(reason)
  t.pass(reason, { skip: reason })
} else {
  t.test('a volume is mounted read-only and without devices, programs and set-user-id bits', async (t) => {
    const told = mountAndTell(imageWith(temporaryFolder(t)))
    t.match(told, { names: ['lost+found', 'user-data'], left: { mounts: 0, folder: false } })
    for (const option of ['ro', 'nosuid', 'nodev', 'noexec'])
      t.match(told, { options: new RegExp(`(^|,)${option}(,|$)`) })
  })

  t.test('it is unmounted as well when its reader fails', async (t) => {
    const told = mountAndTell(imageWith(temporaryFolder(t)), 'fail')
    t.match(told, { failure: 'asked to fail', left: { mounts: 0, folder: false } })
  })

  t.test('what cannot be mounted is told, and leaves no folder', async (t) => {
    const folder = temporaryFolder(t)
    writeFileSync(join(folder, 'image'), Buffer.alloc(1024 * 1024))
    t.match(mountAndTell(join(folder, 'image')), { failure: /cannot be mounted as ext4: / })
  })
}
