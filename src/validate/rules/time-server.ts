import { suggest } from '../../core/config/suggest.ts'
import { defineRule } from '../rule.ts'
import { tell } from '../values/fault.ts'
import { membersOf, valuesOf } from '../values/step-values.ts'

const servers = ['NTP', 'FallbackNTP']
const spans = [
  'RootDistanceMaxSec',
  'PollIntervalMinSec',
  'PollIntervalMaxSec',
  'ConnectionRetrySec',
  'SaveIntervalSec',
]

/** systemd.time(7): numbers with units, or a plain number of seconds. */
const span =
  /^(infinity|(\s*[0-9]+(\.[0-9]+)?\s*(us|µs|usec|ms|msec|s|sec|seconds?|m|min|minutes?|h|hr|hours?|d|days?|w|weeks?|M|months?|y|years?)?)+)$/

export const timeServer = defineRule({
  id: 'time-server',
  severity: 'warning',
  summary: 'An option of `timesyncd` is none, or its value is not understood.',
  details: `\`timesyncd\` writes options of timesyncd.conf(5): \`NTP\`, \`FallbackNTP\`, \`RootDistanceMaxSec\`,
\`PollIntervalMinSec\`, \`PollIntervalMaxSec\`, \`ConnectionRetrySec\`, \`SaveIntervalSec\`. systemd passes over others, also
those in other letter case. Servers are separated by blanks, not commas.`,
  bad: `stages:
  initramfs:
    - name: Time
      timesyncd:
        ntp: ntp1.example.org
`,
  good: `stages:
  initramfs:
    - name: Time
      timesyncd:
        NTP: ntp1.example.org
`,
  checkFile(file, findings) {
    for (const { name, value, path } of membersOf(valuesOf(file, 'timesyncd'))) {
      if (!servers.includes(name) && !spans.includes(name)) {
        const near = suggest(name, [...servers, ...spans])
        findings.at(file, file.key(path), {
          message: name === '' ? 'An option has no name' : `\`${name}\` is no option of timesyncd`,
          help:
            near === undefined
              ? `Options are ${[...servers, ...spans].join(', ')}`
              : `Did you mean \`${near}\`?`,
          ...(name === '' && { severity: 'error' }),
        })
      } else if (value.includes('{{')) {
        // A template that is none here: literal-template tells.
      } else if (servers.includes(name)) {
        const odd = /[,;]/.exec(value)
        if (odd === null) continue
        const message = `\`${name}\` separates its servers by \`${odd[0]}\`, which becomes part of a name`
        tell(findings, file, path, {
          message,
          help: 'Write blanks between them',
          from: odd.index,
          to: odd.index + 1,
        })
      } else if (value !== '' && !span.test(value)) {
        const message = `\`${name}: ${value}\` is no span of time`
        tell(findings, file, path, { message, help: 'Write 30s, 5min or the like' })
      }
    }
  },
})
