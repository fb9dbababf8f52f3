import { map, text } from '../core/config/shape.ts'
import { folderOf } from '../core/go-path.ts'
import { compareBytes } from '../core/go-string.ts'
import { defineStep } from './step.ts'
import { formatIni, parseIni, setValue } from './timesyncd/ini.ts'

const path = '/etc/systemd/timesyncd.conf.d/10-yip.conf'

export const timesyncd = defineStep({
  key: 'timesyncd',
  docs: 'Sets options of systemd-timesyncd in a drop-in; other options in it stay.',
  shape: map(text({ description: 'Value of the option.' }), {
    description: 'Options of the [Time] section, see timesyncd.conf(5).',
    examples: [{ NTP: '0.pool.ntp.org 1.pool.ntp.org' }],
  }),
  async *plan(value, { now }) {
    if (Object.keys(value).length === 0) return
    if (now.stat(folderOf(path)) === undefined) {
      const made = yield { kind: 'make-directory', path: folderOf(path), mode: 0o777, umask: 'cut' }
      if (!made.ok) return
    }
    const ini = parseIni(now.text(path) ?? '')
    if ('broken' in ini) {
      const message = `${path} is left alone: ${ini.broken}`
      yield { kind: 'problem', severity: 'error', message, help: 'correct the file or remove it' }
      return
    }
    for (const key of Object.keys(value).sort(compareBytes)) {
      if (key !== '') setValue(ini, 'Time', key, value[key] ?? '')
      else
        yield { kind: 'problem', severity: 'error', message: 'timesyncd: an option has no name', at: [key] }
    }
    yield { kind: 'write-file', path, content: formatIni(ini) }
  },
})
