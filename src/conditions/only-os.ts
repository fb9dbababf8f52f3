import { text } from '../core/config/shape.ts'
import { type Checking, type ConditionContext, defineCondition, fails, holds } from './condition.ts'
import { compilePattern, rejectPattern } from './pattern.ts'

export const onlyOs = defineCondition({
  key: 'only_os',
  docs: 'Runs the step only on operating systems whose name matches.',
  shape: text({
    description: 'A regular expression, found anywhere in PRETTY_NAME of /etc/os-release.',
    examples: ['Ubuntu|Debian'],
  }),
  check: (pattern, context) => checkSystem('only_os', pattern, 'name', 'PRETTY_NAME', context),
})

export const onlyOsVersion = defineCondition({
  key: 'only_os_version',
  docs: 'Runs the step only on versions of the operating system that match.',
  shape: text({
    description:
      'A regular expression, found anywhere in VERSION_ID of /etc/os-release; on Rocky and AlmaLinux in the first number of their release file.',
    examples: ['^(22|24)\\.04$'],
  }),
  check: (pattern, context) => checkSystem('only_os_version', pattern, 'version', 'VERSION_ID', context),
})

/** /etc/os-release is read for each check, since earlier steps may have written it. */
async function* checkSystem(
  key: string,
  pattern: string,
  field: 'name' | 'version',
  variable: string,
  { refreshFacts }: ConditionContext,
): Checking {
  const checked = await compilePattern(key, pattern)
  if ('problem' in checked) return yield* rejectPattern(checked.problem)
  const value = (await refreshFacts())[field]
  if (value === '') return fails(`${key} "${pattern}": /etc/os-release has no ${variable}`)
  return checked.matches(value) ? holds : fails(`${key} "${pattern}" does not match "${value}"`)
}
