import { text } from '../core/config/shape.ts'
import { defineCondition } from './condition.ts'
import { matchPattern } from './pattern.ts'

export const onlyArch = defineCondition({
  key: 'only_arch',
  docs: 'Runs the step only on processor architectures that match.',
  shape: text({
    description:
      "A regular expression, found anywhere in Go's name of the architecture: amd64, arm64, riscv64 ...",
    examples: ['^arm'],
  }),
  check: (pattern, { architecture }) => matchPattern('only_arch', pattern, architecture),
})
