import {
  existsSync,
  lstatSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { temporaryFolder } from '../system/temporary-folder.ts'
import { write } from './machine.ts'
import { run } from './program.ts'

const units = 'usr/lib/systemd/system'

/** All files and links below a folder. */
function paths(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => !lstatSync(join(folder, path)).isDirectory())
    .sort()
}

t.test('it installs units with their links, dracut modules and default files, and lists them', async (t) => {
  const root = temporaryFolder(t)
  const { exitCode, out, err } = await run(['install-hooks', '--root', root])
  t.equal(exitCode, 0, err)
  t.same(
    [...out.matchAll(/^written\s+\/(.*)$/gm)].map((match) => match[1]).sort(),
    paths(root).filter((path) => !path.endsWith('installed-hooks.json')),
  )
  t.equal(
    readlinkSync(join(root, units, 'multi-user.target.wants/cos-config-boot.service')),
    '../cos-config-boot.service',
  )
  t.equal(readlinkSync(join(root, units, 'cos-setup-boot.service')), 'cos-config-boot.service')
  t.equal(readlinkSync(join(root, units, 'elemental-setup-network.service')), 'cos-config-network.service')
  t.notOk(existsSync(join(root, units, 'cos-setup-rootfs.service')), 'units of the initrd are linked there')
  t.match(
    readFileSync(join(root, 'usr/lib/dracut/dracut.conf.d/50-cos-config.conf'), 'utf8'),
    /cos-config-slim/,
  )
  for (const path of [
    'usr/lib/cos-config/reconcile',
    'usr/lib/dracut/modules.d/30cos-config/module-setup.sh',
  ])
    t.ok(existsSync(join(root, path)), path)
  t.equal(lstatSync(join(root, 'usr/lib/cos-config/reconcile')).mode & 0o777, 0o755)
})

t.test('a second run changes nothing', async (t) => {
  const root = temporaryFolder(t)
  await run(['install-hooks', '--root', root])
  const { exitCode, out } = await run(['install-hooks', '--root', root])
  t.equal(exitCode, 0)
  t.match(out, /^unchanged /)
  t.notMatch(out, /^(written|removed|kept)/m)
})

t.test('--remove takes out what was installed, and nothing else', async (t) => {
  const root = temporaryFolder(t)
  write(root, { 'system/oem/99_own.yaml': 'name: own\n', [`${units}/other.service`]: '[Service]\n' })
  await run(['install-hooks', '--root', root])
  const { exitCode } = await run(['install-hooks', '--root', root, '--remove'])
  t.equal(exitCode, 0)
  t.same(paths(root), ['system/oem/99_own.yaml', `${units}/other.service`])
})

t.test('what somebody else wrote or changed is kept and named', async (t) => {
  const root = temporaryFolder(t)
  write(root, { 'system/oem/00_rootfs.yaml': 'name: mine\n' })
  const first = await run(['install-hooks', '--root', root])
  t.equal(first.exitCode, 73)
  t.match(first.err, /\/system\/oem\/00_rootfs\.yaml was not written by this program/)
  t.equal(readFileSync(join(root, 'system/oem/00_rootfs.yaml'), 'utf8'), 'name: mine\n')
  t.ok(existsSync(join(root, units, 'cos-config-boot.service')), 'all else is installed')
  writeFileSync(join(root, units, 'cos-config-fs.service'), '# changed\n')
  const removed = await run(['install-hooks', '--root', root, '--remove'])
  t.match(removed.err, /cos-config-fs\.service/)
  t.ok(existsSync(join(root, 'system/oem/00_rootfs.yaml')))
  t.ok(existsSync(join(root, units, 'cos-config-fs.service')))
})

t.test('--no-dracut leaves out what is of the initrd, and a run with other wishes removes it', async (t) => {
  const root = temporaryFolder(t)
  await run(['install-hooks', '--root', root, '--initrd', 'full'])
  t.match(
    readFileSync(join(root, 'usr/lib/dracut/dracut.conf.d/50-cos-config.conf'), 'utf8'),
    /" cos-config "/,
  )
  const { out } = await run(['install-hooks', '--root', root, '--no-dracut', '--no-oem'])
  t.match(out, /^removed\s+\/usr\/lib\/dracut/m)
  t.same(
    paths(root).filter((path) => /dracut|rootfs|initramfs|oem/.test(path)),
    [],
  )
  t.ok(existsSync(join(root, units, 'cos-config-boot.service')))
})

t.test('links of the image do not lead out of it', async (t) => {
  const root = temporaryFolder(t)
  const outside = temporaryFolder(t)
  write(root, { 'usr/share/x': '' })
  symlinkSync(outside, join(root, 'system'))
  await run(['install-hooks', '--root', root])
  t.same(readdirSync(outside), [])
})

t.test('two wishes that exclude each other, or a folder that is not there, do nothing', async (t) => {
  const root = temporaryFolder(t)
  t.equal((await run(['install-hooks', '--root', root, '--no-dracut', '--initrd', 'full'])).exitCode, 64)
  t.equal((await run(['install-hooks', '--root', `${root}/nowhere`])).exitCode, 66)
  t.same(readdirSync(root), [])
})
