import t from 'tap'
import { backingText } from '../../../src/core/rootfs/backing.ts'
import { deviceText } from '../../../src/core/rootfs/device.ts'
import { type Given, layoutFrom, shipped } from './layouts.ts'

const volumes = (given: Given) =>
  layoutFrom(given).volumes.map(
    ({ device, path, optional }) => `${deviceText(device)}:${path}${optional ? '?' : ''}`,
  )
const ephemeral = (given: Given) => layoutFrom(given).ephemeral.map(({ path }) => path)
const persistent = (given: Given) => layoutFrom(given).persistent.map(({ path, mode }) => `${mode} ${path}`)

t.test('volumes come from all sources, the closest wish wins at a mount point', async (t) => {
  const rows: readonly [given: Given, expected: readonly string[]][] = [
    [{}, []],
    [{ env: shipped }, ['LABEL=COS_OEM:/oem?', 'LABEL=COS_PERSISTENT:/usr/local']],
    [{ cmdline: 'rd.cos.mount=LABEL=A:/a rd.cos.mount=UUID=1-2:/b' }, ['LABEL=A:/a', 'UUID=1-2:/b']],
    [
      { env: { VOLUMES: 'LABEL=X:/a' }, cmdline: 'rd.cos.mount=LABEL=A:/a rd.cos.mount=/dev/vda:/b' },
      ['LABEL=X:/a', '/dev/vda:/b'],
    ],
    [{ env: { VOLUMES: 'LABEL=X:/a', MERGE: 'false' }, cmdline: 'rd.cos.mount=LABEL=B:/b' }, ['LABEL=X:/a']],
    [{ env: { MERGE: 'no' }, cmdline: 'rd.cos.mount=LABEL=B:/b rd.cos.oemlabel=OEM' }, []],
    [{ env: { VOLUMES: '' }, cmdline: 'rd.cos.oemlabel=OEM' }, []],
    [{ cmdline: 'rd.cos.oemlabel=OEM' }, ['LABEL=OEM:/oem?']],
    [{ env: { VOLUMES: 'LABEL=X:/a' }, mounts: [{ path: '/a/', device: 'LABEL=S' }] }, ['LABEL=S:/a']],
    [
      {
        mounts: [
          { path: '/a', device: 'LABEL=S' },
          { path: '/a', device: 'LABEL=T', optional: true },
        ],
      },
      ['LABEL=T:/a?'],
    ],
    [{ cmdline: 'rd.immucore.mount=LABEL=A:/a rd.cos.mount=LABEL=B:/b' }, ['LABEL=A:/a', 'LABEL=B:/b']],
  ]
  for (const [given, expected] of rows) t.strictSame(volumes(given), expected, JSON.stringify(given))
})

t.test('writable paths: unset is the default, empty is none', async (t) => {
  const all = ['/etc', '/root', '/home', '/opt', '/srv', '/usr/local', '/var']
  t.strictSame(ephemeral({}), all)
  t.strictSame(ephemeral({ env: { OVERLAY: 'tmpfs:1g' } }), all)
  t.strictSame(ephemeral({ env: { RW_PATHS: '' } }), [])
  t.strictSame(ephemeral({ env: { RW_PATHS: ' /a\n/b/ ' } }), ['/a', '/b'])
  t.strictSame(ephemeral({ elemental: [{ ephemeral: { paths: ['/x'] } }] }), ['/x'])
  t.strictSame(ephemeral({ elemental: [{ ephemeral: { paths: ['/x'] } }], env: { RW_PATHS: '/y' } }), ['/y'])
})

t.test('where forgotten writes go', async (t) => {
  const rows: readonly [given: Given, expected: string][] = [
    [{}, 'tmpfs:20%'],
    [{ env: {} }, 'tmpfs:25%'],
    [{ persist: [{ path: '/a' }] }, 'tmpfs:25%'],
    [{ cmdline: 'rd.cos.overlay=tmpfs:1g' }, 'tmpfs:1g'],
    [{ cmdline: 'rd.cos.overlay=tmpfs:1g', env: { OVERLAY: 'LABEL=RW' } }, 'LABEL=RW'],
    [
      { cmdline: 'rd.cos.overlay=tmpfs:1g elemental.overlay=tmpfs:2g rd.immucore.overlay=tmpfs:3g' },
      'tmpfs:3g',
    ],
    [{ elemental: [{ ephemeral: { type: 'block', device: 'PARTLABEL=rw' } }] }, 'PARTLABEL=rw'],
    [{ elemental: [{ ephemeral: { size: '30%' } }, { ephemeral: { size: '40%' } }] }, 'tmpfs:40%'],
  ]
  for (const [given, expected] of rows)
    t.equal(backingText(layoutFrom(given).backing), expected, JSON.stringify(given))
})

t.test('persistent paths are added by steps to what the layout has', async (t) => {
  const persist = [{ path: '/var/lib/app' }, { path: '/home', mode: 'overlay' }]
  t.strictSame(persistent({ env: { ...shipped, PERSISTENT_STATE_PATHS: '/home' }, persist }), [
    'overlay /home',
    'bind /var/lib/app',
  ])
  t.strictSame(persistent({ env: { PERSISTENT_STATE_PATHS: '/a', PERSISTENT_STATE_BIND: 'yes' } }), [
    'overlay /a',
  ])
  t.match(layoutFrom({ env: shipped, persist }).notes, [
    /^\/home: overlay \(step 1\) takes the place of bind/,
  ])
})

t.test(
  "Elemental's defaults hold for what its files do not say, and persistent paths are off in recovery",
  async (t) => {
    const elemental = [{ persistent: { mode: 'bind' } }]
    t.strictSame(volumes({ elemental }), [
      'PARTLABEL=oem:/oem?',
      'PARTLABEL=efi:/run/elemental/efi?',
      'PARTLABEL=persistent:/run/elemental/persistent',
    ])
    t.ok(persistent({ elemental }).includes('bind /home'))
    t.equal(layoutFrom({ elemental }).stateFolder, '/run/elemental/persistent/.state')
    t.strictSame(persistent({ elemental, cmdline: 'elemental.mode=recovery' }), [])
    t.strictSame(ephemeral({ elemental, mode: 'recovery' }), ['/var', '/etc', '/srv', '/root'])
    t.strictSame(volumes({ elemental, cmdline: 'elemental.oemlabel=MINE' })[0], 'LABEL=MINE:/oem?')
    t.strictSame(volumes({ elemental, env: shipped }), [
      'LABEL=COS_OEM:/oem?',
      'LABEL=COS_PERSISTENT:/usr/local',
      'PARTLABEL=persistent:/run/elemental/persistent',
    ])
  },
)

t.test('switches and numbers', async (t) => {
  t.equal(layoutFrom({}).policy, 'stop')
  t.equal(layoutFrom({ env: { LAYOUT_POLICY: 'warn' } }).policy, 'warn')
  t.equal(layoutFrom({ env: { LAYOUT_POLICY: 'warn' }, cmdline: 'rd.cos.layoutpolicy=stop' }).policy, 'stop')
  t.equal(layoutFrom({}).deviceTimeout, 60)
  t.equal(layoutFrom({ env: { DEVICE_TIMEOUT: '5' } }).deviceTimeout, 5)
  t.equal(layoutFrom({ cmdline: 'rd.cos.devicetimeout=9999' }).deviceTimeout, 1800)
  t.equal(layoutFrom({}).optionalTimeout, 10)
  t.equal(layoutFrom({ cmdline: 'rd.cos.oemtimeout=0' }).optionalTimeout, 1)
  for (const name of ['rd.cos.disable', 'rd.elemental.disable', 'elemental.disable', 'rd.immucore.disable'])
    t.equal(layoutFrom({ cmdline: name }).disabledBy, name)
  t.equal(layoutFrom({ cmdline: 'rd.cos.disable=0' }).disabledBy, undefined)
  t.equal(layoutFrom({ elemental: [{ disable: true }] }).disabledBy, 'mount.disable')
  t.equal(layoutFrom({ cmdline: 'rd.cos.debugrw' }).rootIsWritable, true)
  t.equal(layoutFrom({ env: { DEBUG_RW: 'true' } }).rootIsWritable, true)
  t.same(layoutFrom({ cmdline: 'fsck.mode=force fsck.repair=yes' }).check, { mode: 'force', repair: 'yes' })
  t.same(layoutFrom({ cmdline: 'fsck.mode=odd' }).check, { mode: 'auto', repair: 'preen' })
})

t.test('what cannot be understood is a fault with its place, and the rest is taken', async (t) => {
  const rows: readonly [given: Given, fault: RegExp, origin: string][] = [
    [{ env: { VOLUMES: 'COS_OEM:/oem LABEL=A:/a' } }, /VOLUMES: "COS_OEM:\/oem"/, 'env: VOLUMES'],
    [{ env: { OVERLAY: 'tmpfs:lots' } }, /OVERLAY: "tmpfs:lots"/, 'env: OVERLAY'],
    [{ env: { RW_PATHS: 'etc' } }, /"etc" is no absolute path/, 'env: RW_PATHS'],
    [{ env: { RW_PATHS: '/a/../b' } }, /has ".." in it/, 'env: RW_PATHS'],
    [{ env: { RW_PATHS: '/' } }, /the root itself/, 'env: RW_PATHS'],
    [{ env: { RW_PATHS: '/proc/x' } }, /belongs to the running system/, 'env: RW_PATHS'],
    [{ env: { PERSISTENT_STATE_PATHS: '/a,b' } }, /blank, comma/, 'env: PERSISTENT_STATE_PATHS'],
    [{ env: { STATE_SYNC: 'never' } }, /STATE_SYNC: "never"/, 'env: STATE_SYNC'],
    [{ env: { DEVICE_TIMEOUT: 'long' } }, /DEVICE_TIMEOUT: "long"/, 'env: DEVICE_TIMEOUT'],
    [{ env: { VOLUMES: 'LABEL=A:/a LABEL=B:/a' } }, /\/a is to be the mount point of two/, 'env: VOLUMES'],
    [{ cmdline: 'rd.cos.overlay=zram' }, /rd.cos.overlay=zram/, 'kernel parameter rd.cos.overlay'],
    [{ cmdline: 'rd.cos.mount=LABEL:l:m' }, /rd.cos.mount=LABEL:l:m/, 'kernel parameter rd.cos.mount'],
    [{ cmdline: 'rd.cos.layoutpolicy=maybe' }, /layoutpolicy=maybe/, 'kernel parameter rd.cos.layoutpolicy'],
    [{ persist: [{}] }, /an entry of persist has no path/, 'step 0'],
    [{ persist: [{ path: '/a', mode: 'copy' }] }, /mode cannot be "copy"/, 'step 0'],
    [{ mounts: [{ path: '/a', device: 'sda' }] }, /needs a path and a device/, 'step 0'],
    [{ mounts: [{ path: '/a', device: '/dev/../etc' }] }, /needs a path and a device/, 'step 0'],
    [{ mounts: [{ path: '/a', device: 'LABEL=A', options: ['a b'] }] }, /"a b" has a blank/, 'step 0'],
  ]
  for (const [given, message, origin] of rows) {
    const { faults } = layoutFrom(given)
    t.equal(faults.length, 1, JSON.stringify(given))
    t.match(faults[0]?.message, message)
    t.equal(faults[0]?.origin, origin)
  }
  t.strictSame(volumes({ env: { VOLUMES: 'COS_OEM:/oem LABEL=A:/a' } }), ['LABEL=A:/a'])
})
