/**
 * Run by mount.test.ts in a mount namespace of its own: a machine of image files whose root is set up again and again.
 * Prints what was seen as JSON. Loop devices are let go of by the kernel when this process and its namespace end,
 * however they end.
 */
import { execFileSync, spawn, spawnSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

const folder = process.argv[2] ?? ''
// By which the test runner looks into the processes of a test.
delete process.env.NODE_OPTIONS
const built = fileURLToPath(new URL('../../dist/cli.js', import.meta.url))
/** Another build of the program can be named. */
const program = process.argv[3] === undefined ? [process.execPath, built] : [process.argv[3]]
/** Starts the program; its first word is the file. */
const commandLine = (...args: string[]): [string, string[]] => [
  program[0] ?? '',
  [...program.slice(1), ...args],
]
const run = (file: string, ...args: string[]) => execFileSync(file, args, { encoding: 'utf8' }).trim()
const mount = (...args: string[]) => run('mount', ...args)

/** A file system in a file, with a tree in it. */
function makeImage(name: string, label: string, tree: string): string {
  const image = `${folder}/${name}.img`
  run('truncate', '-s', '24M', image)
  run('mkfs.ext4', '-q', '-L', label, '-d', tree, image)
  return image
}

/** Shows an image as a block device until nobody uses it any more. */
function attach(image: string): string {
  const device = run('losetup', '--find', '--show', image)
  // In use by this process, so detaching is put off until its end.
  openSync(device, 'r')
  run('losetup', '--detach', device)
  return device
}

function tree(name: string, files: Readonly<Record<string, string>>): string {
  const top = `${folder}/${name}`
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(`${top}${path.slice(0, path.lastIndexOf('/'))}`, { recursive: true })
    if (!path.endsWith('/')) writeFileSync(`${top}${path}`, content)
  }
  return top
}

/** A private /dev, so that links of labels can be made. */
function ownDevices(): void {
  const dev = `${folder}/dev`
  mkdirSync(dev)
  mount('-t', 'tmpfs', '-o', 'mode=0755', 'tmpfs', dev)
  for (const name of ['null', 'zero', 'random', 'urandom']) {
    writeFileSync(`${dev}/${name}`, '')
    mount('--bind', `/dev/${name}`, `${dev}/${name}`)
  }
  for (const name of readdirSync('/dev').filter((name) => /^loop(\d+|-control)$/.test(name))) {
    writeFileSync(`${dev}/${name}`, '')
    mount('--bind', `/dev/${name}`, `${dev}/${name}`)
  }
  symlinkSync('/proc/self/fd', `${dev}/fd`)
  mkdirSync(`${dev}/disk/by-label`, { recursive: true })
  mount('--move', dev, '/dev')
}

const label = (name: string, device: string) => {
  rmSync(`/dev/disk/by-label/${name}`, { force: true })
  symlinkSync(device, `/dev/disk/by-label/${name}`)
}

const sysroot = `${folder}/sysroot`
const mountCommand = commandLine('mount', '--sysroot', sysroot, '--cmdline', `${folder}/cmdline`)
/** Milliseconds of each run. */
const spent: number[] = []
const rootTree = tree('root', {
  '/etc/image': 'image',
  '/etc/systemd/system.conf': 'image',
  '/etc/machine-id': '',
  '/etc/passwd': 'root:x:0:0::/root:/bin/sh\napp:x:1234:1234::/:/bin/sh\n',
  '/etc/group': 'root:x:0:\napp:x:1234:\n',
  '/var/log/': '',
  '/home/skel': 'image',
  '/root/.profile': 'image',
  '/srv/': '',
  '/opt/': '',
  '/usr/local/': '',
  '/oem/': '',
  '/data/': '',
  '/system/oem/10.yaml': [
    'stages:',
    '  rootfs:',
    '    - persist: [{path: /var/lib/app, mode: bind, owner: app}]',
    '    - if: "[ -e /nowhere ]"',
    '      persist: [{path: /srv}]',
    '  boot:',
    '    - mounts: [{path: /data, device: LABEL=DATA, options: [ro, noatime], optional: true}]',
  ].join('\n'),
})
run('chmod', '0700', `${rootTree}/root`)
ownDevices()
const active = attach(makeImage('active', 'COS_ACTIVE', rootTree))
mkdirSync(sysroot)

interface Boot {
  readonly env?: Readonly<Record<string, string>>
  readonly cmdline?: string
  readonly elemental?: string
  readonly sentinel?: string
}

/** Boots as far as the layout, and stays there. */
function boot({ env, cmdline = 'quiet', elemental, sentinel }: Boot) {
  spawnSync('umount', ['-R', sysroot])
  spawnSync('umount', ['-R', '/run'])
  mount('-t', 'tmpfs', 'tmpfs', '/run')
  mkdirSync('/run/cos')
  if (sentinel !== undefined) writeFileSync(`/run/cos/${sentinel}_mode`, '1')
  if (env) {
    const lines = Object.entries(env).map(([name, value]) => `${name}="${value}"\n`)
    writeFileSync('/run/cos/cos-layout.env', lines.join(''))
  }
  if (elemental !== undefined) {
    mkdirSync('/run/elemental/config.d', { recursive: true })
    writeFileSync('/run/elemental/config.d/layout.yaml', elemental)
  }
  mount('-o', 'ro', active, sysroot)
  return layout(cmdline)
}

/** Runs the command, and tells what it left. */
function layout(cmdline: string) {
  writeFileSync(`${folder}/cmdline`, cmdline)
  const started = performance.now()
  const { status, stdout, stderr } = spawnSync(...mountCommand, { encoding: 'utf8' })
  spent.push(Math.round(performance.now() - started))
  return { status, stdout, stderr, mounted: mounts(), fstab: text('/etc/fstab') }
}

/** What is mounted below the root and /run, in its order. */
function mounts(): readonly string[] {
  const table = readFileSync('/proc/self/mountinfo', 'utf8')
    .split('\n')
    .map((line) => line.split(' - ').flatMap((half) => half.split(' ')))
  return table.flatMap((fields) => {
    const [path = '', type] = [fields[4], fields[fields.length - 3]]
    const isOurs = path.startsWith(`${sysroot}/`) || path.startsWith('/run/')
    return isOurs ? [`${type} ${path.replace(sysroot, '')}`] : []
  })
}

function text(path: string): string | undefined {
  return existsSync(`${sysroot}${path}`) ? readFileSync(`${sysroot}${path}`, 'utf8') : undefined
}

const write = (path: string, content: string) => writeFileSync(`${sysroot}${path}`, content)
const attributes = (path: string) => {
  const { mode, uid } = statSync(`${sysroot}${path}`)
  return `${(mode & 0o7777).toString(8)} ${uid}`
}

const env = {
  VOLUMES: 'LABEL=COS_OEM:/oem LABEL=COS_PERSISTENT:/usr/local',
  OVERLAY: 'tmpfs:25%',
  RW_PATHS: '/var /etc /srv /nowhere',
  PERSISTENT_STATE_PATHS: '/etc/systemd /home /root /var/log /gone',
  PERSISTENT_STATE_BIND: 'true',
}
const fast = 'rd.cos.oemtimeout=1 rd.cos.devicetimeout=1'
const seen: Record<string, unknown> = {}

seen.missing = boot({ env, cmdline: fast })
seen.missingWarned = boot({ env, cmdline: `${fast} rd.cos.layoutpolicy=warn` })

const persistent = attach(makeImage('persistent', 'COS_PERSISTENT', tree('empty', { '/lost/': '' })))
label('COS_PERSISTENT', persistent)
seen.first = { ...boot({ env, cmdline: fast }), id: text('/etc/machine-id') }
seen.rootMode = attributes('/root')
seen.appMode = attributes('/var/lib/app')
seen.homeCopied = text('/home/skel')
seen.again = layout(fast)
write('/home/kept', 'mine')
write('/home/skel', 'changed')
write('/var/lib/app/kept', 'mine')
write('/var/forgotten', 'mine')
write('/etc/forgotten', 'mine')
const later = new Date(Date.now() + 60_000)
utimesSync(`${sysroot}/home/skel`, later, later)

seen.second = {
  ...boot({ env, cmdline: fast }),
  id: text('/etc/machine-id'),
  kept: [text('/home/kept'), text('/home/skel'), text('/var/lib/app/kept')],
  forgotten: [text('/var/forgotten'), text('/etc/forgotten')],
}
seen.appModeLater = attributes('/var/lib/app')

// The image is replaced by one that has more.
spawnSync('umount', ['-R', sysroot])
const inside = `${folder}/inside`
mkdirSync(inside)
mount(active, inside)
writeFileSync(`${inside}/home/added`, 'new in the image')
run('umount', inside)
boot({ env, cmdline: fast })
seen.imageFile = text('/home/added')
boot({ env: { ...env, STATE_SYNC: 'always' }, cmdline: fast })
seen.rolledBack = text('/home/skel')

seen.overlays = boot({ env: { ...env, PERSISTENT_STATE_BIND: 'false' }, cmdline: fast })
write('/etc/systemd/kept', 'mine')
boot({ env: { ...env, PERSISTENT_STATE_BIND: 'false' }, cmdline: fast })
seen.overlaysKept = text('/etc/systemd/kept')

seen.clash = boot({ env: { ...env, PERSISTENT_STATE_PATHS: '/etc/a-b /etc/a/b' }, cmdline: fast })
seen.disabled = boot({ env, cmdline: 'rd.cos.disable' })
seen.none = boot({ cmdline: fast })
seen.recovery = boot({
  env: { VOLUMES: 'LABEL=COS_OEM:/oem', RW_PATHS: '/var /etc' },
  sentinel: 'recovery',
  cmdline: fast,
})
seen.elemental = boot({
  elemental:
    'mount:\n  selinux-relabel: true\n  persistent: {mode: bind, paths: [/home], volume: {mountpoint: /run/elemental/persistent, device: LABEL=COS_PERSISTENT}}\n',
  cmdline: fast,
})

seen.relabel = readFileSync('/run/systemd/relabel-extra.d/cos-config.relabel', 'utf8')

// Something cannot be mounted after others were.
run('dd', 'if=/dev/zero', `of=${folder}/nothing.img`, 'bs=1M', 'count=1', 'status=none')
label('COS_BROKEN', attach(`${folder}/nothing.img`))
seen.undone = boot({ env: { ...env, VOLUMES: `${env.VOLUMES} LABEL=COS_BROKEN:/opt` }, cmdline: fast })

// The start of the persistent file system is lost, and its label with it.
spawnSync('umount', ['-R', sysroot])
rmSync('/dev/disk/by-label/COS_PERSISTENT')
mkdirSync('/dev/disk/by-partlabel')
symlinkSync(persistent, '/dev/disk/by-partlabel/persistent')
run('dd', 'if=/dev/zero', `of=${persistent}`, 'bs=4096', 'count=1', 'conv=fsync', 'status=none')
seen.broken = boot({ env, cmdline: fast })
seen.rescued = {
  ...boot({ env, cmdline: `${fast} fsck.mode=force fsck.repair=yes` }),
  kept: text('/home/kept'),
}
label('COS_PERSISTENT', persistent)

// A signal comes while it waits.
const slow = { ...env, VOLUMES: `${env.VOLUMES} LABEL=LATE:/opt`, DEVICE_TIMEOUT: '30' }
boot({ env: slow, cmdline: 'rd.cos.disable' })
writeFileSync(`${folder}/cmdline`, 'quiet')
const waiting = spawn(...mountCommand, { stdio: ['ignore', 'ignore', 'pipe'] })
let said = ''
waiting.stderr.setEncoding('utf8').on('data', (text: string) => {
  said += text
})
await setTimeout(2500)
waiting.kill('SIGTERM')
await new Promise((resolve) => waiting.on('close', resolve))
seen.interrupted = { said, exitCode: waiting.exitCode, signal: waiting.signalCode, mounted: mounts() }

// A root that is an overlay already: a live system.
spawnSync('umount', ['-R', sysroot])
spawnSync('umount', ['-R', '/run'])
mount('-t', 'tmpfs', 'tmpfs', '/run')
mkdirSync('/run/cos')
mkdirSync('/run/live/upper', { recursive: true })
mkdirSync('/run/live/work')
mkdirSync('/run/live/lower')
mount('-o', 'ro', active, '/run/live/lower')
const layers = 'lowerdir=/run/live/lower,upperdir=/run/live/upper,workdir=/run/live/work'
mount('-t', 'overlay', '-o', layers, 'overlay', sysroot)
writeFileSync('/run/cos/live_mode', '1')
seen.live = layout(fast)

console.log(JSON.stringify({ ...seen, spent }))
