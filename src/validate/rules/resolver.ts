import { suggest } from '../../core/config/suggest.ts'
import { defineRule } from '../rule.ts'
import { nameServerFault } from '../values/address.ts'
import { tell } from '../values/fault.ts'
import { valuesOf } from '../values/step-values.ts'

/** resolv.conf(5) of glibc, with what musl and older versions know. */
const options = [
  ...['debug', 'rotate', 'edns0', 'trust-ad', 'no-aaaa', 'no-tld-query', 'use-vc', 'no-reload', 'inet6'],
  ...[
    'single-request',
    'single-request-reopen',
    'no-check-names',
    'ip6-bytestring',
    'ip6-dotint',
    'strict-error',
  ],
]
const counted = ['ndots', 'timeout', 'attempts']

/** glibc reads no more (MAXNS of resolv.h). */
const mostServers = 3

export const resolver = defineRule({
  id: 'resolver',
  severity: 'warning',
  summary: 'A name server or option of `dns` is none that the resolver takes.',
  details: `\`nameservers\` are addresses, one an entry, without ports (resolv.conf(5)); a name is passed over in silence,
and so are the fourth and later ones. \`options\` are those of resolv.conf(5): \`ndots:2\`, \`timeout:1\`, \`rotate\`.`,
  bad: `stages:
  initramfs:
    - name: Resolver
      dns:
        nameservers: [dns.example.org]
`,
  good: `stages:
  initramfs:
    - name: Resolver
      dns:
        nameservers: [9.9.9.9, "2620:fe::fe"]
`,
  checkFile(file, findings) {
    for (const { value, path } of valuesOf(file, 'dns')) {
      const { nameservers = [], search = [] } = value
      for (const [index, server] of nameservers.entries()) {
        const fault = nameServerFault(server)
        const at = [...path, 'nameservers', index]
        if (fault !== undefined) tell(findings, file, at, fault)
        else if (index >= mostServers) {
          const message = `The name server \`${server}\` is never asked: ${mostServers} are the limit`
          tell(findings, file, at, { message, help: 'Remove it, or run a resolver of your own' })
        }
      }
      for (const [index, domain] of search.entries()) {
        const odd = /[^A-Za-z0-9_. -]/.exec(domain)
        if (odd === null || domain.includes('{{')) continue
        const message = `The search domain \`${domain}\` holds \`${odd[0]}\`, which no domain may`
        tell(findings, file, [...path, 'search', index], {
          message,
          help: odd[0] === ',' ? 'Make an entry of the list of each' : 'Write a domain such as example.org',
          from: odd.index,
          to: odd.index + 1,
        })
      }
      for (const [index, entry] of (value.options ?? []).entries()) {
        if (entry.includes('{{')) continue
        for (const { 0: word, index: from } of entry.matchAll(/\S+/g)) {
          const wrong = optionFault(word)
          if (wrong === undefined) continue
          tell(findings, file, [...path, 'options', index], { ...wrong, from, to: from + word.length })
        }
      }
    }
  },
})

function optionFault(word: string): { readonly message: string; readonly help: string } | undefined {
  const [name = '', number] = word.split(':')
  if (counted.includes(name)) {
    if (number !== undefined && /^[0-9]+$/.test(number)) return undefined
    return { message: `The resolver option \`${word}\` needs a number`, help: `Write ${name}:2 or the like` }
  }
  if (options.includes(word)) return undefined
  const near = suggest(name, [...options, ...counted])
  const help = near === undefined ? 'See resolv.conf(5) for the options' : `Did you mean \`${near}\`?`
  return { message: `\`${word}\` is no option of the resolver`, help }
}
