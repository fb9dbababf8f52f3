import { cleanPath } from '../../core/go-path.ts'
import { declaredWishes } from '../../core/rootfs/declared.ts'
import { dashedName, mountPathFault } from '../../core/rootfs/mount-path.ts'
import { placeOf } from '../layers/place-of.ts'
import { type CheckedFile, type ConfigPath, defineRule, type Findings } from '../rule.ts'
import { tell } from '../values/fault.ts'
import { entriesOf, valuesOf } from '../values/step-values.ts'

export const rootLayout = defineRule({
  id: 'root-layout',
  severity: 'error',
  summary: 'An entry of `persist` or `mounts` cannot be mounted as it is written.',
  details: `Where the layout's policy is \`stop\` the machine does not boot with it. A persistent path is kept in a folder that is
named after it with dashes for slashes, so \`/a-b\` and \`/a/b\` would share one.`,
  bad: `stages:
  rootfs:
    - name: What outlives a boot
      persist:
        - path: var/lib/app
          mode: copy
`,
  good: `stages:
  rootfs:
    - name: What outlives a boot
      persist:
        - path: /var/lib/app
          mode: bind
`,
  checkFile(file, findings) {
    for (const { value: entry, path } of entriesOf(valuesOf(file, 'persist'))) {
      const { faults } = declaredWishes([{ entry, origin: '' }], [])
      for (const fault of faults) tellOf(fault, path, file, findings)
      checkPath(entry.path, path, file, findings)
    }
    for (const { value: entry, path } of entriesOf(valuesOf(file, 'mounts'))) {
      const { faults } = declaredWishes([], [{ entry, origin: '' }])
      for (const fault of faults) tellOf(fault, path, file, findings)
      checkPath(entry.path, path, file, findings)
    }
  },
  checkLayers({ sources }, findings) {
    const names = new Map<string, { readonly kept: string; readonly where: string }>()
    for (const { files } of sources) {
      for (const file of files) {
        for (const { value, path } of entriesOf(valuesOf(file, 'persist'))) {
          if (value.path === undefined || mountPathFault(value.path) !== undefined) continue
          const kept = cleanPath(value.path)
          const at = [...path, 'path']
          const name = dashedName(kept)
          const other = names.get(name)
          if (other === undefined) names.set(name, { kept, where: placeOf(file, file.value(at)) })
          if (other === undefined || other.kept === kept) continue
          const message = `${kept} and ${other.kept} (${other.where}) would both be kept as "${name}"`
          tell(findings, file, at, { message, help: 'Take one of them out, or rename it' })
        }
      }
    }
  },
})

function checkPath(path: string | undefined, entry: ConfigPath, file: CheckedFile, findings: Findings): void {
  const message = path ? mountPathFault(path) : undefined
  if (message === undefined) return
  tell(findings, file, [...entry, 'path'], { message, help: 'Choose another path' })
}

function tellOf(
  { message, help }: { readonly message: string; readonly help: string },
  entry: ConfigPath,
  file: CheckedFile,
  findings: Findings,
): void {
  const said = help.charAt(0).toUpperCase() + help.slice(1)
  tell(findings, file, entry, { message, help: said })
}
