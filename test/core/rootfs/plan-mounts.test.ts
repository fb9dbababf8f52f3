import fc from 'fast-check'
import t from 'tap'
import { describePlan } from '../../../src/core/rootfs/describe-plan.ts'
import { isBelow } from '../../../src/core/rootfs/mount-path.ts'
import { brief, faultsOf, type Given, planFrom, shipped } from './layouts.ts'

t.test('a plan mounts what lies above first, and the volume of the state before the state', async (t) => {
  t.strictSame(brief(planFrom({ env: shipped })), [
    'backing /run/overlay',
    'overlay /etc',
    'volume /usr/local',
    'bind /etc/systemd',
    'bind /home',
    'volume /oem',
    'overlay /srv',
    'overlay /var',
    'bind /var/log',
  ])
})

t.test('the layout of cOS gives the fstab of cOS', async (t) => {
  const { rootLine, actions } = planFrom({ env: shipped })
  const layers = 'upperdir=/run/overlay/etc.overlay/upper,workdir=/run/overlay/etc.overlay/work'
  const line = (path: string) => actions.find((action) => action.path === path)?.fstab
  t.equal(rootLine, '/dev/loop0 / auto ro 0 0')
  t.equal(line('/run/overlay'), 'tmpfs /run/overlay tmpfs defaults,mode=0755,size=25% 0 0')
  t.equal(
    line('/etc'),
    `overlay /etc overlay defaults,lowerdir=/etc,${layers},x-systemd.requires-mounts-for=/run/overlay 0 0`,
  )
  t.equal(line('/usr/local'), 'LABEL=COS_PERSISTENT /usr/local auto defaults 0 0')
  t.equal(line('/oem'), 'LABEL=COS_OEM /oem auto defaults,nofail 0 0')
  t.match(line('/etc/systemd'), /^\/usr\/local\/\.state\/etc-systemd\.bind \/etc\/systemd none defaults,bind/)
  t.equal(planFrom({ env: shipped, cmdline: 'rd.cos.debugrw' }).rootLine, '/dev/loop0 / auto rw 0 0')
  t.equal(
    planFrom({
      mounts: [{ path: '/a', device: 'LABEL=my disk', filesystem: 'xfs', options: ['ro', 'noatime'] }],
    }).actions.find(({ path }) => path === '/a')?.fstab,
    'LABEL=my\\040disk /a xfs ro,noatime 0 0',
  )
})

t.test('paths with one name are refused, wherever they come from', async (t) => {
  const VOLUMES = 'LABEL=P:/usr/local'
  const clash = /would both be kept as "a-b"/
  t.match(faultsOf({ env: { RW_PATHS: '/a-b /a/b' } })[0], clash)
  t.match(
    faultsOf({
      env: { VOLUMES, RW_PATHS: '', PERSISTENT_STATE_PATHS: '/a/b' },
      persist: [{ path: '/a-b' }],
    })[0],
    clash,
  )
  t.strictSame(
    faultsOf({ env: { VOLUMES, RW_PATHS: '/a-b', PERSISTENT_STATE_PATHS: '/a/b' } }),
    [],
    'other folders',
  )
  const kept = planFrom({ env: { RW_PATHS: '/a-b /a/b' } })
  t.strictSame(brief(kept), ['backing /run/overlay', 'overlay /a-b'], 'the second one is left out')
})

t.test('state that would hide itself is refused', async (t) => {
  for (const path of ['/usr', '/usr/local/.state', '/usr/local/.state/x'])
    t.match(
      faultsOf({ env: { ...shipped, PERSISTENT_STATE_PATHS: path } })[0],
      /the state in .* would hide itself/,
      path,
    )
})

t.test('a path that is kept needs no writable layer, and a volume keeps all by itself', async (t) => {
  const env = { VOLUMES: 'LABEL=P:/usr/local', PERSISTENT_STATE_PATHS: '/home /usr/local' }
  t.strictSame(brief(planFrom({ env })), [
    'backing /run/overlay',
    'overlay /etc',
    'volume /usr/local',
    'overlay /home',
    'overlay /opt',
    'overlay /root',
    'overlay /srv',
    'overlay /var',
  ])
  const home = planFrom({ env }).actions.find(({ path }) => path === '/home')
  t.match(home, { persistent: true, store: '/usr/local/.state/home.overlay', needs: ['/usr/local'] })
})

t.test('overlays are not stacked deeper than the kernel does', async (t) => {
  const env = { VOLUMES: 'LABEL=P:/p', PERSISTENT_STATE_TARGET: '/p/.state', RW_PATHS: '/a /a/b /a/b/c' }
  const plan = planFrom({
    env,
    persist: [
      { path: '/a/b/d', mode: 'overlay' },
      { path: '/a/x', mode: 'overlay' },
    ],
  })
  t.strictSame(brief(plan), [
    'backing /run/overlay',
    'overlay /a',
    'overlay /a/b',
    'volume /p',
    'bind /a/b/d',
    'overlay /a/x',
  ])
  t.match(plan.notes, [/\/a\/b\/c is writable already/, /\/a\/b\/d becomes a bind/])
})

t.test('on a live system its own overlay takes the writes, and state is bound', async (t) => {
  const env = { ...shipped, PERSISTENT_STATE_BIND: 'false' }
  const plan = planFrom({ env, mode: 'live' }, { source: undefined, isOverlay: true })
  t.strictSame(brief(plan), [
    'volume /usr/local',
    'bind /etc/systemd',
    'bind /home',
    'volume /oem',
    'bind /var/log',
  ])
  t.equal(plan.rootLine, undefined)
})

t.test('persistent paths need a volume, but not where they make no sense', async (t) => {
  const given: Given = { env: { RW_PATHS: '/etc' }, persist: [{ path: '/home' }] }
  t.match(faultsOf(given), [/no volume holds \/usr\/local\/\.state/])
  for (const mode of ['recovery', 'live'] as const) {
    const plan = planFrom({ ...given, mode })
    t.strictSame(plan.faults, [])
    t.match(plan.notes, [/they are left out/])
  }
  const written = planFrom({ ...given, cmdline: 'rd.cos.debugrw' })
  t.strictSame(written.faults, [], 'a root that is writable keeps them itself')
})

t.test('the id of the machine is kept beside the state, but not taken from it in recovery', async (t) => {
  t.equal(planFrom({ env: shipped }).machineId, '/usr/local/etc/machine-id')
  t.equal(planFrom({ env: shipped, mode: 'recovery' }).machineId, undefined)
  t.equal(planFrom({ env: { RW_PATHS: '/etc' } }).machineId, undefined)
})

t.test('how long a device is waited for', async (t) => {
  const { actions } = planFrom({ env: { ...shipped, DEVICE_TIMEOUT: '7' }, cmdline: 'rd.cos.oemtimeout=3' })
  t.same(
    actions.flatMap((action) => (action.kind === 'volume' ? [[action.path, action.wait]] : [])),
    [
      ['/usr/local', 7],
      ['/oem', 3],
    ],
  )
})

t.test('the OEM partition is not waited for twice', async (t) => {
  const oem = (given: Given) =>
    planFrom(given).actions.flatMap((action) =>
      action.kind === 'volume' && action.path === '/oem' ? [action.wait] : [],
    )
  t.same(oem({ env: shipped, cmdline: 'rd.cos.oemlabel=COS_OEM', isInitrd: true }), [1])
  t.same(oem({ env: shipped, cmdline: 'rd.cos.oemlabel=COS_OEM' }), [10])
  t.same(oem({ env: shipped, isInitrd: true }), [10], 'without its label the initrd did not wait')
})

t.test('nothing is planned when it is turned off', async (t) => {
  const plan = planFrom({ env: { ...shipped, RW_PATHS: 'broken' }, cmdline: 'rd.cos.disable' })
  t.strictSame([plan.actions, plan.faults], [[], []])
  t.equal(describePlan(plan), 'nothing is mounted: rd.cos.disable\n')
})

t.test('a plan is told with the origin of each mount', async (t) => {
  const text = describePlan(planFrom({ env: shipped, persist: [{ path: '/var/lib/app' }] }))
  t.match(text, /^ *1 {2}\/run\/overlay +tmpfs:25%, forgotten at the next boot +# env: OVERLAY$/m)
  t.match(text, /\/var\/lib\/app +bind of \/usr\/local\/\.state\/var-lib-app\.bind.*# step 0$/m)
  t.match(text, /when something fails: nothing stays mounted, the boot stops/)
})

t.test('whatever paths are given, what lies above comes first and no two share a folder', async (t) => {
  const path = fc
    .array(fc.constantFrom('a', 'b', 'a-b', 'c'), { minLength: 1, maxLength: 4 })
    .map((names) => `/${names.join('/')}`)
  const paths = fc.uniqueArray(path, { maxLength: 8 })
  fc.assert(
    fc.property(paths, paths, paths, (writable, kept, volumes) => {
      const plan = planFrom({
        env: {
          VOLUMES: ['LABEL=P:/p', ...volumes.map((at) => `LABEL=V:${at}`)].join(' '),
          PERSISTENT_STATE_TARGET: '/p/.state',
          RW_PATHS: writable.join(' '),
          PERSISTENT_STATE_PATHS: kept.join(' '),
        },
      })
      const done: string[] = []
      for (const { path, needs } of plan.actions) {
        if (done.some((before) => isBelow(before, path))) return false
        if (needs.some((need) => !done.includes(need))) return false
        done.push(path)
      }
      const stores = plan.actions.flatMap((action) => ('store' in action ? [action.store] : []))
      return new Set(stores).size === stores.length
    }),
  )
  t.pass()
})
