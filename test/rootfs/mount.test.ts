import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import t from 'tap'
import { temporaryFolder } from '../system/temporary-folder.ts'

const script = fileURLToPath(new URL('boots.ts', import.meta.url))
const isRoot = process.geteuid?.() === 0
const canMount =
  isRoot && spawnSync('unshare', ['--mount', 'losetup', '--find'], { encoding: 'utf8' }).status === 0
const skip = canMount ? false : 'LEFT OUT: mounts on loop devices need root and a free loop device'

interface Boot {
  readonly status: number
  readonly stdout: string
  readonly stderr: string
  readonly mounted: readonly string[]
  readonly fstab?: string
  readonly id?: string
}

t.test('a root on loop devices is set up', { skip, timeout: 300_000 }, async (t) => {
  const { stdout, stderr } = spawnSync(
    'timeout',
    ['-k', '5', '280', 'unshare', '--mount', process.execPath, '--import', 'tsx', script, temporaryFolder(t)],
    { encoding: 'utf8', maxBuffer: 16 << 20 },
  )
  t.equal(stderr, '')
  const seen = JSON.parse(stdout || '{}')
  const boot = (name: string) => seen[name] as Boot

  await t.test('without the persistent partition nothing is mounted, and it is said why', async (t) => {
    const { status, mounted, stderr, fstab } = boot('missing')
    t.equal(status, 1)
    t.strictSame(mounted, [])
    t.equal(fstab, undefined)
    t.match(stderr, /LABEL=COS_PERSISTENT for \/usr\/local did not appear within 1 s/)
    t.match(stderr, /rd\.cos\.layoutpolicy=warn/)
  })

  await t.test(
    'with the policy warn the rest is mounted, and what needs the partition is named',
    async (t) => {
      const { status, mounted, stderr, fstab = '' } = boot('missingWarned')
      t.equal(status, 0)
      t.strictSame(mounted, ['tmpfs /run/overlay', 'overlay /etc', 'overlay /srv', 'overlay /var'])
      t.match(stderr, /\/home needs \/usr\/local, which is not mounted/)
      t.notMatch(fstab, /COS_PERSISTENT|\/home/)
    },
  )

  const all = [
    'tmpfs /run/overlay',
    'overlay /etc',
    'ext4 /usr/local',
    'ext4 /etc/systemd',
    'ext4 /home',
    'ext4 /root',
    'overlay /srv',
    'overlay /var',
    'ext4 /var/lib/app',
    'ext4 /var/log',
  ]

  await t.test('a first boot mounts all, in its order', async (t) => {
    const { status, mounted, stderr, fstab = '', id = '' } = boot('first')
    t.equal(status, 0)
    t.strictSame(mounted, all)
    t.match(stderr, /left out: \/nowhere is not in the image/)
    t.match(stderr, /left out: \/gone is not in the image/)
    t.match(stderr, /LABEL=COS_OEM for \/oem did not appear/)
    t.match(id, /^[0-9a-f]{32}\n$/, 'an empty machine-id is filled')
    const folders = fstab
      .trim()
      .split('\n')
      .map((line) => line.split(' ')[1])
    t.strictSame(folders, ['/', ...all.map((line) => line.split(' ')[1])])
    t.match(fstab, /^\/dev\/loop\d+ \/ auto ro 0 0$/m)
    t.equal(seen.homeCopied, 'image', 'the state begins with what the image has')
    t.equal(seen.rootMode, '700 0', 'a folder looks as in the image')
    t.equal(seen.appMode, '755 1234', 'or belongs to whom the step says')
  })

  await t.test('a second run finds all there', async (t) => {
    const { status, mounted, stdout } = boot('again')
    t.equal(status, 0)
    t.strictSame(mounted, all)
    t.match(stdout, /^layout: 0 mounted, 10 present/m)
  })

  await t.test('a second boot keeps what is persistent, and nothing else', async (t) => {
    t.strictSame(boot('second').mounted, all)
    t.equal(boot('second').id, boot('first').id, 'the machine is the same one')
    t.strictSame(seen.second.kept, ['mine', 'changed', 'mine'])
    t.strictSame(seen.second.forgotten, [null, null])
    t.equal(seen.appModeLater, '755 1234', 'the owner stays')
    t.equal(seen.imageFile, 'new in the image', 'what the state lacks comes from the image')
    t.equal(seen.rolledBack, 'image', 'sync always takes what the image has')
  })

  await t.test('overlays keep state as well', async (t) => {
    t.equal(boot('overlays').status, 0)
    t.ok(boot('overlays').mounted.includes('overlay /etc/systemd'))
    t.equal(seen.overlaysKept, 'mine')
  })

  await t.test('clashing names are refused before anything is mounted', async (t) => {
    const { status, mounted, stderr } = boot('clash')
    t.equal(status, 1)
    t.strictSame(mounted, [])
    t.match(stderr, /\/etc\/a\/b and \/etc\/a-b would both be kept as "etc-a-b"/)
  })

  await t.test('a switch on the kernel command line turns all of it off', async (t) => {
    t.equal(boot('disabled').status, 0)
    t.strictSame(boot('disabled').mounted, [])
  })

  await t.test('persistent paths without a volume stop the boot, but not in recovery', async (t) => {
    t.equal(boot('none').status, 1)
    t.match(boot('none').stderr, /no volume holds \/usr\/local\/\.state/)
    t.equal(boot('recovery').status, 0)
    t.strictSame(boot('recovery').mounted, ['tmpfs /run/overlay', 'overlay /etc', 'overlay /var'])
  })

  await t.test("the mount section of Elemental's files is followed", async (t) => {
    const { status, mounted, fstab = '' } = boot('elemental')
    t.equal(status, 0)
    t.ok(mounted.includes('ext4 /run/elemental/persistent'))
    t.ok(mounted.includes('ext4 /home'))
    t.match(fstab, /^\/run\/elemental\/persistent\/\.state\/home\.bind \/home none /m)
    t.same(seen.relabel, '/etc\n/home\n/srv\n/var\n/var/lib/app\n')
  })

  await t.test('when something fails in the middle, all is unmounted again', async (t) => {
    const { status, mounted, stderr } = boot('undone')
    t.equal(status, 1)
    t.strictSame(mounted, [])
    t.match(stderr, /\/opt cannot be mounted: .*bad superblock/)
  })

  await t.test('a file system without its superblock comes back when all is to be repaired', async (t) => {
    t.equal(boot('broken').status, 1)
    t.match(boot('broken').stderr, /LABEL=COS_PERSISTENT for \/usr\/local did not appear/)
    const { status, stdout, mounted } = boot('rescued')
    t.equal(status, 0)
    t.strictSame(mounted, all)
    t.match(stdout, /the partition persistent was checked: e2fsck repaired it/)
    t.equal(seen.rescued.kept, 'mine', 'with what was in it')
  })

  await t.test('a signal leaves nothing half done', async (t) => {
    const { said, exitCode, signal, mounted } = seen.interrupted
    t.ok(exitCode === 1 || signal === 'SIGTERM')
    t.match(said, /a signal ended it before it was done/)
    t.strictSame(mounted, [])
  })

  await t.test('on a live system its own overlay is enough', async (t) => {
    const { status, mounted, fstab } = boot('live')
    t.equal(status, 0)
    t.strictSame(mounted, ['ext4 /run/live/lower'])
    t.equal(fstab, undefined)
  })
})
