import { lstatSync, readlinkSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { type EngineFiles, top } from '../places.ts'

/** Kernel values that the layers set and that no namespace keeps apart: plain files stand in for them. */
const standIns = [
  'vm/max_map_count',
  'vm/swappiness',
  'fs/inotify/max_user_instances',
  'fs/inotify/max_user_watches',
  'kernel/panic',
  'kernel/panic_on_oops',
]

/** What may be written below /proc/sys, as the namespaces of the bench have it for themselves. */
const ownValues = ['net', 'kernel/hostname', 'kernel/domainname']

const kernelCommandLine =
  'BOOT_IMAGE=/boot/vmlinuz root=LABEL=COS_ACTIVE cos-img/filename=/cOS/active.img panic=5 console=tty1 console=ttyS0 rd.cos.oemlabel=COS_OEM'

/** Tools that steps call and that have no business in a throw-away root; both sides pay the same for them. */
const shims = ['systemctl', 'systemd-firstboot']

/** Folder of the host that the root is mounted over, in a mount namespace where nobody else sees it. */
const candidates = ['/mnt', '/media', '/srv', '/opt', '/var/lib']

/**
 * The shell script that builds the root and ends as the bench inside it. It runs as the first process of new mount,
 * pid, uts, net and ipc namespaces. /usr is the host's, read-only; everything that can be written is memory.
 */
export function rootScript(files: EngineFiles): string {
  const node = process.execPath
  const nodePrefix = dirname(dirname(node))
  const needed = [top, nodePrefix, files.ours.path, files.yip.path]
  const root = candidates.find(
    (path) => isFolder(path) && !needed.some((file) => `${file}/`.startsWith(`${path}/`)),
  )
  if (!root)
    throw new Error(
      `none of ${candidates.join(' ')} is a folder that the throw-away root can be mounted over`,
    )
  const at = (path: string) => quote(join(root, path))
  const bindFolder = (from: string, to: string) => [
    `mkdir -p ${at(to)}`,
    `mount -o rbind,ro ${quote(from)} ${at(to)}`,
  ]
  const bindFile = (from: string, to: string) => [`: > ${at(to)}`, `mount --bind ${quote(from)} ${at(to)}`]
  return [
    'set -eu',
    'umask 022',
    // Everything the mounts need from the host is bound before /usr/local of the root is covered.
    `mount -t tmpfs -o mode=755,size=2g bench ${quote(root)}`,
    `cd ${quote(root)}`,
    'mkdir usr proc sys dev tmp engine shims .bench .pristine',
    'chmod 1777 tmp',
    ...bindFolder('/usr', '/usr'),
    ...['bin', 'sbin', 'lib', 'lib32', 'lib64', 'libx32'].flatMap((name) => {
      const state = lstatSync(`/${name}`, { throwIfNoEntry: false })
      if (!state) return []
      return state.isSymbolicLink()
        ? [`ln -s ${quote(readlinkSync(`/${name}`))} ${name}`]
        : bindFolder(`/${name}`, name)
    }),
    ...bindFolder(nodePrefix, '.node'),
    ...bindFolder(top, 'project'),
    ...bindFile(files.ours.path, `engine/${basename(files.ours.path)}`),
    `mkdir engine/reference`,
    ...bindFile(files.yip.path, 'engine/reference/yip'),

    'mount -t tmpfs -o mode=755 bench usr/local',
    ...['system/oem', 'oem', 'usr/local/cloud-config'].flatMap((layer) =>
      bindFolder(join(top, 'bench/layers', layer), layer),
    ),

    'mount -t proc proc proc',
    'mount -t sysfs -o ro sysfs sys',
    'mount --bind proc/sys proc/sys',
    'mkdir -p .kernel && mount -t proc proc .kernel',
    'mount -o remount,bind,ro proc/sys',
    ...ownValues.flatMap((path) => [`mount --bind .kernel/sys/${path} proc/sys/${path}`]),
    'umount .kernel',
    'mkdir -p .stand-ins',
    ...standIns.flatMap((path) => {
      const file = `.stand-ins/${path.replaceAll('/', '.')}`
      return [`cat proc/sys/${path} > ${file}`, `mount --bind ${file} proc/sys/${path}`]
    }),
    `echo ${quote(kernelCommandLine)} > .stand-ins/cmdline`,
    'mount --bind .stand-ins/cmdline proc/cmdline',

    ...['null', 'zero', 'full', 'random', 'urandom', 'tty'].flatMap((name) =>
      bindFile(`/dev/${name}`, `dev/${name}`),
    ),
    'ln -s /proc/self/fd dev/fd',
    ...['stdin', 'stdout', 'stderr'].map((name, fd) => `ln -s /proc/self/fd/${fd} dev/${name}`),
    ...shims.map((name) => `printf '#!/bin/sh\\nexit 0\\n' > shims/${name} && chmod 755 shims/${name}`),

    ...pristine(),
    'cp -a .pristine/. .',
    `exec chroot . /bin/sh -c 'cd /project && exec "$@"' sh /.node/${join(basename(dirname(node)), basename(node))} --import tsx bench/room/inside.ts`,
  ].join('\n')
}

/** The part of the root that runs change, kept aside to begin anew from. */
function pristine(): string[] {
  return [
    'cp -r project/bench/root/. .pristine',
    'cd .pristine',
    'mkdir -p home opt root run/lock srv var/lib var/log var/cache var/tmp',
    'ln -s /run var/run',
    'chown -R 0:0 .',
    'chmod -R u=rwX,go=rX .',
    'chmod 640 etc/shadow etc/gshadow && chown 0:42 etc/shadow etc/gshadow',
    'chmod 700 root && chmod 1777 var/tmp',
    // What the dynamic linker and /usr/bin of the host count on.
    'for name in ld.so.cache alternatives; do if [ -e /etc/$name ]; then cp -a /etc/$name etc/; fi; done',
    'cd ..',
  ]
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false
}

function quote(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`
}
