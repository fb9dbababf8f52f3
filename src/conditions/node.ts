import { text } from '../core/config/shape.ts'
import { defineCondition } from './condition.ts'
import { matchPattern } from './pattern.ts'

export const node = defineCondition({
  key: 'node',
  docs: 'Runs the step only where the host name matches.',
  shape: text({
    description: 'A regular expression, found anywhere in the host name that the machine had at the start.',
    examples: ['^edge-[0-9]+$'],
  }),
  check: (pattern, { hostName }) => matchPattern('node', pattern, hostName),
})
