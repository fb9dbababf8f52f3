/** A recorded case that yip ends with success though it loses something of what is written. */
interface Exception {
  /** The errors that it gives. */
  readonly rules: readonly string[]
  /** What is lost. */
  readonly why: string
}

/** The recorded cases that give errors and are right to: broken input is what they are about. */
export const exceptions: Readonly<Record<string, Exception>> = {
  'cli/analyze': {
    rules: ['yaml-bracket'],
    why: 'printing the order succeeds for a file that does not parse',
  },
  'cloud-config/bom': {
    rules: ['cloud-config-header'],
    why: 'the header is hidden, and the file does nothing',
  },
  'cloud-config/header-forms': {
    rules: ['cloud-config-header'],
    why: 'some of the headers are none, and their files do nothing',
  },
  'cloud-config/header-line-10': {
    rules: ['cloud-config-header'],
    why: 'the header stands too low, and the file does nothing',
  },
  'cloud-config/stages-broken': { rules: ['wrong-type'], why: 'the stages beside the keys are dropped' },
  'conditionals/if-files-combined': { rules: ['unknown-key'], why: 'an unknown kind skips its step' },
  'conditionals/node': { rules: ['invalid-pattern'], why: 'a pattern that is none skips its step' },
  'conditionals/only-arch': { rules: ['invalid-pattern'], why: 'a pattern that is none skips its step' },
  'conditionals/only-os': { rules: ['invalid-pattern'], why: 'a pattern that is none skips its step' },
  'conditionals/only-os-version': {
    rules: ['invalid-pattern'],
    why: 'a pattern that is none skips its step',
  },
  'conditionals/service-manager-none': {
    rules: ['unknown-service-manager'],
    why: 'an unknown service manager skips its step',
  },
  'conditionals/service-manager-systemd': {
    rules: ['unknown-service-manager'],
    why: 'an unknown service manager skips its step',
  },
  'files/content-template-broken': {
    rules: ['template-syntax'],
    why: 'a template that does not parse is written with its braces',
  },
  'files/owner-string-key': { rules: ['unknown-key'], why: 'an owner under a misspelt key is not set' },
  'ordering/after-self': { rules: ['after-itself'], why: 'a step that waits for itself never runs' },
  'sysctl/misspelt': { rules: ['unknown-key'], why: 'settings under a misspelt key are not made' },
  'templates/errors-keep-text': {
    rules: ['template-syntax'],
    why: 'a template that does not parse is run with its braces',
  },
  'yaml/unknown-keys': { rules: ['unknown-key'], why: 'what stands under a misspelt key is not done' },
}
