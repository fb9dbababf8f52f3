import { bootStages } from '../../core/order/moments.ts'
import type { Step } from '../../steps/index.ts'
import { networkUse } from '../commands/network-use.ts'
import { stepsInOrder } from '../layers/steps-in-order.ts'
import { type CheckedFile, type ConfigPath, defineRule, type Span } from '../rule.ts'

/** Stages of a boot before the one that waits for the network. */
const early = new Set(bootStages.slice(0, bootStages.indexOf('network')))

export const networkTooEarly = defineRule({
  id: 'network-too-early',
  severity: 'warning',
  summary: 'Something is fetched in a stage that runs before the network is there.',
  details: `Only the stage \`network\` waits for the network (network-online.target), and \`reconcile\` comes later still. In
\`rootfs\`, \`initramfs\` and \`fs\` there is none, unless the kernel command line asks for it in the initrd
(\`ip=dhcp rd.neednet=1\`). The stage \`boot\` is not ordered against the network: it works on one boot and fails on the next,
so there it is a hint.

Move the step to the stage \`network\`. Commands that wait for the network themselves (\`until curl ...\`, \`--retry\`,
network-online) are left alone, and so are addresses of the own machine.`,
  bad: `stages:
  initramfs:
    - name: Certificate of the site
      downloads:
        - url: https://pki.example.org/root.crt
          path: /etc/pki/site.crt
          permissions: 0644
`,
  good: `stages:
  network:
    - name: Certificate of the site
      downloads:
        - url: https://pki.example.org/root.crt
          path: /etc/pki/site.crt
          permissions: 0644
`,
  checkLayers(layers, findings) {
    for (const { file, stage, part, step, path } of stepsInOrder(layers)) {
      if (!early.has(stage)) continue
      for (const { words, span } of usesOf(step, file, path)) {
        const when = stage === 'boot' ? 'may not be there yet' : 'is not there yet'
        findings.at(file, span, {
          message: `\`${words}\` needs the network, which ${when} in stage ${part}`,
          help: 'Move it to the stage network, which waits for it',
          ...(stage === 'boot' && { severity: 'hint' }),
        })
      }
    }
  },
})

interface Use {
  readonly words: string
  readonly span: Span
}

function usesOf(step: Step, file: CheckedFile, path: ConfigPath): readonly Use[] {
  const uses: Use[] = []
  const value = (words: string, ...at: ConfigPath) => uses.push({ words, span: file.value([...path, ...at]) })
  for (const [i, { url = '' }] of (step.downloads ?? []).entries())
    if (isRemote(url)) value('downloads', 'downloads', i, 'url')
  if (isRemote(step.git?.url ?? '')) value('git', 'git', 'url')
  for (const [i] of (step.unpack_images ?? []).entries()) value('unpack_images', 'unpack_images', i, 'source')
  const { install = [], refresh = false, upgrade = false } = step.packages ?? {}
  if (install.length > 0 || refresh || upgrade)
    uses.push({ words: 'packages', span: file.key([...path, 'packages']) })
  for (const [user, entry] of Object.entries(step.users ?? {}))
    for (const [i, key] of (entry?.ssh_authorized_keys ?? []).entries())
      if (isFetchedKey(key)) value(schemeOf(key), 'users', user, 'ssh_authorized_keys', i)
  for (const [user, keys] of Object.entries(step.authorized_keys ?? {}))
    for (const [i, key] of keys.entries())
      if (isFetchedKey(key)) value(schemeOf(key), 'authorized_keys', user, i)
  for (const [i, command] of (step.commands ?? []).entries()) {
    const use = networkUse(command)
    if (use === undefined) continue
    const span = file.within([...path, 'commands', i], use.from, use.from + use.words.length)
    uses.push({ words: use.words, span })
  }
  return uses
}

function isRemote(url: string): boolean {
  if (/^(?:file:|\/)/.test(url)) return false
  return url !== '' && !/^\w+:\/\/(?:[^/\s@]*@)?(?:localhost|127\.|\[::1\])/.test(url)
}

function isFetchedKey(key: string): boolean {
  return /^(?:github|gitlab):/.test(key) || (/^https?:\/\//.test(key) && isRemote(key))
}

function schemeOf(key: string): string {
  return `${key.slice(0, key.indexOf(':'))}:`
}
