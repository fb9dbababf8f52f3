import { text } from '../core/config/shape.ts'
import { hostnameData } from './hostname/data.ts'
import { withLoopbackName } from './hostname/hosts-file.ts'
import { defineStep } from './step.ts'

export const hostname = defineStep({
  key: 'hostname',
  docs: 'Names the machine: the kernel, /etc/hostname and the 127.0.0.1 lines of /etc/hosts.',
  shape: text({
    description: 'A template over .UUID, .Random, .MachineID and .ProtectedID; .Values is not there.',
    examples: ['node-{{ trunc 8 .MachineID }}'],
  }),
  async *plan(template, { now, random, renderStrictly }) {
    if (template === '') return
    const data = template.includes('{{') ? await hostnameData(now, random, template) : {}
    const name = await renderStrictly(template, [], data)
    if (name === undefined) return
    yield { kind: 'set-hostname', name }
    yield { kind: 'write-file', path: '/etc/hostname', content: `${name}\n`, newMode: 0o644 }
    const hosts = now.text('/etc/hosts')
    if (hosts === undefined) {
      const message = '/etc/hosts is missing, so the name is not added to it'
      yield { kind: 'problem', severity: 'error', message, help: 'create /etc/hosts with a 127.0.0.1 line' }
      return
    }
    yield { kind: 'write-file', path: '/etc/hosts', content: withLoopbackName(hosts, name) }
  },
})
