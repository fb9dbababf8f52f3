import t from 'tap'
import { pinnedWorld, versionLock } from '../../src/steps/package-pins/texts.ts'
import { packagePins } from '../../src/steps/package-pins.ts'
import { Memory, run } from './accounts/memory.ts'

t.test("pins keep apk's world: other entries stay, a pin replaces the line of its package", async (t) => {
  const world = 'alpine-base\ncurl>8\n!exim\nnginx@edge\ncurl\n\n# by yip\nlibcurl~8'
  const pins = [
    { name: 'a-new', version: '1' },
    { name: 'curl', version: '8.5.0-2' },
    { name: 'nginx', version: '1.24' },
  ]
  const pinned = 'alpine-base\ncurl=8.5.0-2\n!exim\nnginx=1.24@edge\nlibcurl~8\na-new=1\n'
  t.equal(pinnedWorld(world, pins), pinned)
  t.equal(pinnedWorld(pinned, pins), pinned, 'and again')
})

t.test('the first line about the package is the lock of dnf, else a pattern', async (t) => {
  const pin = { name: 'curl', version: '8' }
  t.equal(
    versionLock(pin, '\nlibcurl-0:8-1.x86_64\n curl-0:8-1.fc40.x86_64 \ncurl-0:8-0.x86_64\n'),
    'curl-0:8-1.fc40.x86_64',
  )
  t.equal(versionLock(pin, 'no matches'), 'curl-8*')
})

t.test(
  'a pin without a version is left out with a warning, and so is every pin where none is possible',
  async (t) => {
    const debian = new Memory({ '/etc/os-release': 'ID=debian' })
    const { problems } = await run(packagePins, { b: ' ', a: ' 1 ' }, debian)
    t.match(problems, [{ severity: 'warning', at: ['b'] }])
    t.match(
      debian.text('/etc/apt/preferences.d/99-yip-pins'),
      /\n\nPackage: a\nPin: version 1\nPin-Priority: 1001\n\n$/,
    )

    for (const release of ['ID=arch', 'ID=linuxmint']) {
      const other = new Memory({ '/etc/os-release': release })
      t.match((await run(packagePins, { a: '1' }, other)).problems, [{ severity: 'warning' }], release)
      t.same(other.asked, [])
    }
  },
)

t.test('a version that the repositories do not have is locked by a pattern, with a warning', async (t) => {
  const fedora = new Memory({ '/etc/os-release': 'ID=fedora' })
  const { problems } = await run(packagePins, { a: '1' }, fedora)
  t.match(problems, [{ severity: 'warning', message: /a-1\*/ }])
  t.match(fedora.text('/etc/dnf/plugins/versionlock.list'), /\n\na-1\*\n$/)
})
