import type { Present } from '../../core/machine.ts'
import { defineRule } from '../rule.ts'
import { tell } from '../values/fault.ts'
import { kernelModules, moduleNameFault, unknownModuleFault } from '../values/kernel-module.ts'
import { entriesOf, valuesOf } from '../values/step-values.ts'

export const moduleName = defineRule({
  id: 'module-name',
  severity: 'warning',
  summary: 'A kernel module has a name that modprobe does not find.',
  details: `An entry of \`modules\` is the name of a module, and after blanks its parameters. modprobe wants the name alone,
without folder and \`.ko\`. With \`--root\` the name is looked for among the modules, built-in ones and aliases of the
image's kernels.`,
  bad: `stages:
  boot:
    - name: Modules for containers
      modules: [overlay.ko]
`,
  good: `stages:
  boot:
    - name: Modules for containers
      modules: [overlay]
`,
  checkFile(file, findings, { image }) {
    let known: ReturnType<typeof kernelModules>
    for (const { value, path } of entriesOf(valuesOf(file, 'modules'))) {
      // A template that is none here: literal-template tells.
      if (value.includes('{{')) continue
      known ??= modulesOf(image)
      const fault = moduleNameFault(value) ?? unknownModuleFault(value, known)
      if (fault !== undefined) tell(findings, file, path, fault)
    }
  },
})

const read = new WeakMap<Present, { readonly modules: ReturnType<typeof kernelModules> }>()

/** The image's modules, read once for all files. */
function modulesOf(image: Present | undefined): ReturnType<typeof kernelModules> {
  if (image === undefined) return undefined
  let found = read.get(image)
  if (found === undefined) {
    found = { modules: kernelModules(image) }
    read.set(image, found)
  }
  return found.modules
}
