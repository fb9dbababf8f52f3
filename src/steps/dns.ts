import { list, record, text } from '../core/config/shape.ts'
import { inFolder } from '../core/go-path.ts'
import { defineStep } from './step.ts'

const defaultPath = '/etc/resolv.conf'

/** Text of a resolv.conf(5): a search list of just a dot and blank options are left out. */
export function resolvConf(
  nameservers: readonly string[],
  search: readonly string[],
  options: readonly string[],
): string {
  const lines = nameservers.map((server) => `nameserver ${server}\n`)
  const domains = search.join(' ')
  if (search.length > 0 && withoutBlanks(domains) !== '.') lines.unshift(`search ${domains}\n`)
  const settings = options.join(' ')
  if (withoutBlanks(settings) !== '') lines.push(`options ${settings}\n`)
  return lines.join('')
}

function withoutBlanks(text: string): string {
  return text.replace(/^ +| +$/g, '')
}

export const dns = defineStep({
  key: 'dns',
  docs: 'Writes the name servers, search domains and options of the resolver.',
  shape: record(
    {
      nameservers: list(text(), { description: 'Addresses. Without any, nothing is written.' }),
      search: list(text(), { description: 'Domains to try for short names; a single dot means none.' }),
      options: list(text(), { description: 'Resolver options, see resolv.conf(5).' }),
      path: text({ description: 'The file to write.', default: defaultPath }),
    },
    { examples: [{ nameservers: ['1.1.1.1'], search: ['example.org'] }] },
  ),
  async *plan({ nameservers = [], search = [], options = [], path }, { workFolder }) {
    if (nameservers.length === 0) return
    yield {
      kind: 'write-file',
      path: inFolder(workFolder, path || defaultPath),
      content: resolvConf(nameservers, search, options),
      newMode: 0o644,
    }
  },
})
