import { suggest } from '../../core/config/suggest.ts'
import { defineRule } from '../rule.ts'
import { type Fault, tell } from '../values/fault.ts'
import { hostNameFault } from '../values/host-name.ts'
import { membersOf, valuesOf } from '../values/step-values.ts'

/** systemd-firstboot(1); `false` for those without a value. */
const options: Readonly<Record<string, boolean>> = {
  root: true,
  image: true,
  'image-policy': true,
  locale: true,
  'locale-messages': true,
  keymap: true,
  timezone: true,
  hostname: true,
  'machine-id': true,
  'setup-machine-id': false,
  'root-password': true,
  'root-password-file': true,
  'root-password-hashed': true,
  'root-shell': true,
  'kernel-command-line': true,
  prompt: false,
  'prompt-locale': false,
  'prompt-keymap': false,
  'prompt-timezone': false,
  'prompt-hostname': false,
  'prompt-root-password': false,
  'prompt-root-shell': false,
  copy: false,
  'copy-locale': false,
  'copy-keymap': false,
  'copy-timezone': false,
  'copy-root-password': false,
  'copy-root-shell': false,
  force: false,
  'delete-root-password': false,
  welcome: true,
  chrome: true,
  reset: false,
  'mute-console': true,
}

export const firstbootOption = defineRule({
  id: 'firstboot-option',
  severity: 'warning',
  summary: 'An option of `systemd_firstboot` is none, or its value does not get there.',
  details: `Names become options of systemd-firstboot(1) in lower case: \`root-shell\`, not \`root_shell\`. One that it does
not know makes the whole call fail. \`true\` gives an option without a value, which only some have. Values go through the
shell: blanks end them, and \`$6\` of a password hash is replaced by nothing; put such a value in quotes of its own.`,
  bad: `stages:
  initramfs:
    - name: First boot
      systemd_firstboot:
        root_shell: /bin/bash
`,
  good: `stages:
  initramfs:
    - name: First boot
      systemd_firstboot:
        root-shell: /bin/bash
`,
  checkFile(file, findings) {
    for (const { name, value, path } of membersOf(valuesOf(file, 'systemd_firstboot'))) {
      const option = name.toLowerCase()
      if (!Object.hasOwn(options, option)) {
        const near = suggest(option, Object.keys(options))
        findings.at(file, file.key(path), {
          message: `\`${name}\` is no option of systemd-firstboot, which then does nothing at all`,
          help: near === undefined ? 'See systemd-firstboot(1) for the options' : `Did you mean \`${near}\`?`,
        })
        continue
      }
      const fault = valueFault(option, value)
      if (fault !== undefined) tell(findings, file, path, fault)
    }
  },
})

function valueFault(option: string, value: string): Fault | undefined {
  if (
    options[option] === true &&
    (value === '' || value === 'true') &&
    option !== 'welcome' &&
    option !== 'chrome'
  ) {
    return { message: `\`${option}\` needs a value`, help: 'Write it behind the colon' }
  }
  if (options[option] === false && value !== 'true') {
    return { message: `\`${option}\` takes no value`, help: `Write ${option}: true` }
  }
  if (/^(["']).*\1$/s.test(value) || value.includes('{{')) return undefined
  const secret = option.includes('password')
  const odd = /[\s;&|<>()`"']|\$(?=[\w({])/.exec(value)
  if (odd !== null) {
    const what = /\s/.test(odd[0]) ? 'a blank' : `\`${odd[0]}\``
    const message = `\`${option}\` holds ${what}, which the shell does not leave alone`
    const place = secret ? {} : { from: odd.index, to: odd.index + odd[0].length }
    return { message, help: 'Put quotes for the shell inside: "\'...\'"', ...place }
  }
  if (option === 'machine-id' && !/^[0-9a-fA-F]{32}$/.test(value)) {
    return { message: `\`machine-id: ${value}\` is no machine id`, help: 'Write 32 hexadecimal digits' }
  }
  return option === 'hostname' ? hostNameFault(value) : undefined
}
