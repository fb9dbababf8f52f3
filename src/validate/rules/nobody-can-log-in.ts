import type { Present } from '../../core/machine.ts'
import type { Step } from '../../steps/index.ts'
import { accountsOf, type LayerAccount } from '../layers/accounts.ts'
import { readableText } from '../layers/readable-text.ts'
import { stepsInOrder } from '../layers/steps-in-order.ts'
import { defineRule, type Span } from '../rule.ts'

export const nobodyCanLogIn = defineRule({
  id: 'nobody-can-log-in',
  severity: 'warning',
  summary: 'The layers set up accounts, but nobody can log in to any of them.',
  details: `All layers are looked at together: passwords in \`users\` and shadow entities, locks, keys and shells, in the order in
which they apply. A password that begins with \`!\` or \`*\` lets nobody in; \`lock_passwd\` locks new users; a user without
\`passwd\` has no login by password either; with a shell such as nologin even keys do not help. When nothing is left, the
machine can be reached by nobody once it has booted.

Nothing is said where logins may come from elsewhere: commands or files that deal with passwords or keys, user data of a
cloud, an automatic login, accounts of the image that \`--root\` names, steps with conditions.`,
  bad: `stages:
  initramfs:
    - name: Operator
      users:
        operator:
          shell: /bin/bash
          lock_passwd: true
`,
  good: `stages:
  initramfs:
    - name: Operator
      users:
        operator:
          shell: /bin/bash
          lock_passwd: true
          ssh_authorized_keys:
            - ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIPvYz0pXtS1Jm3cC1cYp6pX0m8m5m0m3xq4y5c5e5x5b operator@example
`,
  async checkLayers(layers, findings, { image }) {
    const steps = stepsInOrder(layers)
    if (!steps.some(({ step }) => setsUpAccounts(step)) || steps.some(({ step }) => mayLetIn(step))) return
    const accounts = await accountsOf(layers)
    if (accounts.some(canLogIn)) return
    if (image !== undefined && imageLetsIn(image, accounts)) return
    const account = accounts.findLast(({ isForPeople }) => isForPeople)
    if (account === undefined) return
    const { step, name } = account
    findings.at(step.file, spanOf(account), {
      message: `\`${name}\` ${reasonOf(account)}, and no other account lets anybody in: nobody can log in with this configuration`,
      help: 'Give somebody a password (openssl passwd -6) or ssh_authorized_keys',
    })
  },
})

/** The name of a user, or the password in an entity. */
function spanOf({ step: { file, step, path: ofStep }, path }: LayerAccount): Span {
  const [key, index] = path.slice(ofStep.length)
  if (key !== 'ensure_entities' || typeof index !== 'number') return file.key(path)
  const text = step.ensure_entities?.[index]?.entity ?? ''
  const from = Math.max(text.search(/^[ \t]*password\b/m), 0)
  const start = from + text.slice(from).search(/\S/)
  return file.within(path, start, start + 'password'.length)
}

function setsUpAccounts({ users, ensure_entities }: Step): boolean {
  return Object.keys(users ?? {}).length > 0 || (ensure_entities ?? []).length > 0
}

const noShell = /\/(?:nologin|false|true|shutdown|halt|sync)$/

function canLogIn({ hasOpenPassword, hasKeys, shell = '' }: LayerAccount): boolean {
  return (hasOpenPassword || hasKeys) && !noShell.test(shell)
}

function reasonOf({ hasOpenPassword, hasKeys, shell = '' }: LayerAccount): string {
  if (hasOpenPassword || hasKeys) return `has the shell ${shell}`
  return 'has no password that lets in, and no keys'
}

const passwordWords =
  /passwd|usermod|useradd|adduser|authorized_keys|autologin|ssh-copy-id|ssh-import-id|cloud-init|agetty|sulogin|sshd|sssd|\brealm\b/i
const accountFile =
  /^\/etc\/(?:shadow|passwd|pam\.d|sssd|ssh|krb5|security)|authorized_keys|getty|^\/(?:oem|usr\/local\/cloud-config)\//

/** Whether somebody may get in by a way that cannot be followed from here. */
function mayLetIn(step: Step): boolean {
  const {
    commands,
    files,
    downloads,
    datasource,
    systemctl,
    systemd_firstboot: firstBoot,
    ensure_entities: entities,
  } = step
  return (
    (datasource?.providers ?? []).length > 0 ||
    Object.keys(firstBoot ?? {}).some((option) => option.toLowerCase().startsWith('root-')) ||
    (commands ?? []).some((command) => passwordWords.test(command)) ||
    (entities ?? []).some(({ entity = '' }) => entity.includes('{{')) ||
    (systemctl?.overrides ?? []).some(({ content = '' }) => /autologin|getty|sulogin/.test(content)) ||
    (files ?? []).some(
      ({ path = '', content = '' }) => accountFile.test(path) || /autologin|authorized_keys/.test(content),
    ) ||
    (downloads ?? []).some(({ path = '' }) => accountFile.test(path))
  )
}

/** Whether an account of the image that the layers leave alone lets in; also when that cannot be known. */
function imageLetsIn(image: Present, changed: readonly LayerAccount[]): boolean {
  const passwd = readableText(image, '/etc/passwd')
  const shadow = readableText(image, '/etc/shadow')
  // Without root an image's shadow reads as empty.
  if (passwd === undefined || shadow === '') return true
  const passwords = new Map(
    (shadow ?? '').split('\n').map((line) => [line.split(':', 1)[0], line.split(':')[1]]),
  )
  const own = new Set(changed.map(({ name }) => name))
  return passwd.split('\n').some((line) => {
    const [name = '', inPasswd = '', , , , home = '', shell = ''] = line.split(':')
    if (name === '' || own.has(name) || noShell.test(shell)) return false
    if (image.stat(`${home}/.ssh/authorized_keys`) !== undefined) return true
    const password = inPasswd === 'x' ? passwords.get(name) : inPasswd
    return password !== undefined && !/^[!*]/.test(password)
  })
}
