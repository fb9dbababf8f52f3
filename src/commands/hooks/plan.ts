import type { ShippedFile } from './shipped-files.ts'

/** Something to be on a machine: a file with its text, or a link with its target. The path has no leading slash. */
export type Hook =
  | { readonly path: string; readonly text: string; readonly mode: number }
  | { readonly path: string; readonly target: string }

/** What of the hooks is wanted. */
export interface HookChoice {
  /** What the initrd holds: the engine, a script that starts the one of the root, or no part of the hooks. */
  readonly initrd: 'full' | 'slim' | 'none'
  /** The default files of /system/oem. */
  readonly oem: boolean
}

const units = 'usr/lib/systemd/system'

/** Folders of `stages` and where their files go. */
const places: readonly { readonly from: string; readonly to: string; readonly part?: 'initrd' | 'oem' }[] = [
  { from: 'systemd/', to: `${units}/` },
  { from: 'libexec/', to: 'usr/lib/cos-config/' },
  { from: 'oem/', to: 'system/oem/', part: 'oem' },
  { from: 'dracut/lib/', to: 'usr/lib/cos-config/', part: 'initrd' },
  { from: 'dracut/cos-config/', to: 'usr/lib/dracut/modules.d/30cos-config/', part: 'initrd' },
  { from: 'dracut/cos-config-slim/', to: 'usr/lib/dracut/modules.d/30cos-config-slim/', part: 'initrd' },
]

/** All that is to be on the machine, in the order in which it is listed. */
export function planHooks(shipped: readonly ShippedFile[], { initrd, oem }: HookChoice): Hook[] {
  const hooks: Hook[] = []
  for (const { path, text, executable } of shipped) {
    const place = places.find(({ from }) => path.startsWith(from))
    if (place === undefined) continue
    if (place.part === 'oem' && !oem) continue
    const isOfInitrd = place.part === 'initrd' || /^AssertPathExists=\/etc\/initrd-release$/m.test(text)
    if (isOfInitrd && initrd === 'none') continue
    hooks.push({ path: place.to + path.slice(place.from.length), text, mode: executable ? 0o755 : 0o644 })
    // The initrd has its own links; on the machine its units are of no use.
    if (place.from === 'systemd/' && !isOfInitrd) hooks.push(...linksOf(path.slice(place.from.length), text))
  }
  const configuration = shipped.find(({ path }) => path === `dracut/conf/${initrd}.conf`)
  if (configuration !== undefined) {
    const path = 'usr/lib/dracut/dracut.conf.d/50-cos-config.conf'
    hooks.push({ path, text: configuration.text, mode: 0o644 })
  }
  return hooks
}

/** What `systemctl enable` would link by the section [Install], but where it belongs to the image. */
function linksOf(unit: string, text: string): Hook[] {
  const words = (key: string) =>
    [...text.matchAll(new RegExp(`^${key}=(.*)$`, 'gm'))].flatMap((match) => (match[1] ?? '').split(/\s+/))
  return [
    ...words('WantedBy').map((target) => ({
      path: `${units}/${target}.wants/${unit}`,
      target: `../${unit}`,
    })),
    ...words('Alias').map((alias) => ({ path: `${units}/${alias}`, target: unit })),
  ]
}
