import type { Rule } from '../rule.ts'
import { accountName } from './account-name.ts'
import { addressForm } from './address-form.ts'
import { afterItself } from './after-itself.ts'
import { afterLoop } from './after-loop.ts'
import { afterUnknownStep } from './after-unknown.ts'
import { aliasOfItself } from './alias-of-itself.ts'
import { backgroundOutput } from './background-output.ts'
import { bashOnly } from './bash-only.ts'
import { changingName } from './changing-name.ts'
import { cloudConfigHeader } from './cloud-config-header.ts'
import { commandWithoutEffect } from './command-without-effect.ts'
import { conflictingContent } from './conflicting-content.ts'
import { contentEncoding } from './content-encoding.ts'
import { contradictingUnits } from './contradicting-units.ts'
import { cronSchedule } from './cron-schedule.ts'
import { datasourceProvider } from './datasource-provider.ts'
import { decimalMode } from './decimal-mode.ts'
import { duplicateKey } from './duplicate-key.ts'
import { duplicateStepName } from './duplicate-step-name.ts'
import { emptyFile } from './empty-file.ts'
import { emptyStep } from './empty-step.ts'
import { entityForm } from './entity-form.ts'
import { fileMode } from './file-mode.ts'
import { firstbootOption } from './firstboot-option.ts'
import { hostName } from './host-name.ts'
import { ignoreComment } from './ignore-comment.ts'
import { ignoredDocument } from './ignored-document.ts'
import { ignoredKey } from './ignored-key.ts'
import { imageReference } from './image-reference.ts'
import { incompleteEntry } from './incomplete-entry.ts'
import { insecureAddress } from './insecure-address.ts'
import { invalidPattern } from './invalid-pattern.ts'
import { kernelParameter } from './kernel-parameter.ts'
import { literalLineEnd } from './literal-line-end.ts'
import { literalTemplate } from './literal-template.ts'
import { localeName } from './locale-name.ts'
import { lostAfterInitrd } from './lost-after-initrd.ts'
import { merge } from './merge.ts'
import { missingMode } from './missing-mode.ts'
import { modeBits } from './mode-bits.ts'
import { moduleName } from './module-name.ts'
import { needlessSudo } from './needless-sudo.ts'
import { networkTooEarly } from './network-too-early.ts'
import { nobodyCanLogIn } from './nobody-can-log-in.ts'
import { ownerForm } from './owner-form.ts'
import { ownerMadeLater } from './owner-made-later.ts'
import { packageName } from './package-name.ts'
import { partition } from './partition.ts'
import { passwordHash } from './password-hash.ts'
import { pathForm } from './path-form.ts'
import { persistentTooEarly } from './persistent-too-early.ts'
import { plainPassword } from './plain-password.ts'
import { readOnlyPath } from './read-only-path.ts'
import { readableSecret } from './readable-secret.ts'
import { resolver } from './resolver.ts'
import { rootLayout } from './root-layout.ts'
import { sharedUid } from './shared-uid.ts'
import { shellSyntax } from './shell-syntax.ts'
import { sshKey } from './ssh-key.ts'
import { stageNeverRuns } from './stage-never-runs.ts'
import { stepKeyInstead } from './step-key-instead.ts'
import { swallowedLines } from './swallowed-lines.ts'
import { templateSyntax } from './template-syntax.ts'
import { testBrackets } from './test-brackets.ts'
import { timeServer } from './time-server.ts'
import { timeZone } from './time-zone.ts'
import { unfinishedDocument } from './unfinished-document.ts'
import { unguardedRemoval } from './unguarded-removal.ts'
import { unitName } from './unit-name.ts'
import { unknownAccount } from './unknown-account.ts'
import { unknownArchitecture } from './unknown-architecture.ts'
import { unknownFunction } from './unknown-function.ts'
import { unknownKey } from './unknown-key.ts'
import { unknownServiceManager } from './unknown-service-manager.ts'
import { unknownStage } from './unknown-stage.ts'
import { unknownValue } from './unknown-value.ts'
import { userId } from './user-id.ts'
import { variableName } from './variable-name.ts'
import { worldWritable } from './world-writable.ts'
import { wrongType } from './wrong-type.ts'
import { yamlAlias } from './yaml-alias.ts'
import { yamlBinary } from './yaml-binary.ts'
import { yamlBracket } from './yaml-bracket.ts'
import { yamlCharacter } from './yaml-character.ts'
import { yamlDirective } from './yaml-directive.ts'
import { yamlEncoding } from './yaml-encoding.ts'
import { yamlEscape } from './yaml-escape.ts'
import { yamlIndentation } from './yaml-indentation.ts'
import { yamlProperty } from './yaml-property.ts'
import { yamlQuote } from './yaml-quote.ts'
import { yamlSyntax } from './yaml-syntax.ts'
import { yamlTab } from './yaml-tab.ts'
import { yamlTag } from './yaml-tag.ts'

/** All rules, each in a file of its own name, in the order of their names. */
export const rules: readonly Rule[] = [
  accountName,
  addressForm,
  afterItself,
  afterLoop,
  afterUnknownStep,
  aliasOfItself,
  backgroundOutput,
  bashOnly,
  changingName,
  cloudConfigHeader,
  commandWithoutEffect,
  conflictingContent,
  contentEncoding,
  contradictingUnits,
  cronSchedule,
  datasourceProvider,
  decimalMode,
  duplicateKey,
  duplicateStepName,
  emptyFile,
  emptyStep,
  entityForm,
  fileMode,
  firstbootOption,
  hostName,
  ignoreComment,
  ignoredDocument,
  ignoredKey,
  imageReference,
  incompleteEntry,
  insecureAddress,
  invalidPattern,
  kernelParameter,
  literalLineEnd,
  literalTemplate,
  localeName,
  lostAfterInitrd,
  merge,
  missingMode,
  modeBits,
  moduleName,
  needlessSudo,
  networkTooEarly,
  nobodyCanLogIn,
  ownerForm,
  ownerMadeLater,
  packageName,
  partition,
  passwordHash,
  pathForm,
  persistentTooEarly,
  plainPassword,
  readOnlyPath,
  readableSecret,
  resolver,
  rootLayout,
  sharedUid,
  shellSyntax,
  sshKey,
  stageNeverRuns,
  stepKeyInstead,
  swallowedLines,
  templateSyntax,
  testBrackets,
  timeServer,
  timeZone,
  unfinishedDocument,
  unguardedRemoval,
  unitName,
  unknownAccount,
  unknownArchitecture,
  unknownFunction,
  unknownKey,
  unknownServiceManager,
  unknownStage,
  unknownValue,
  userId,
  variableName,
  worldWritable,
  wrongType,
  yamlAlias,
  yamlBinary,
  yamlBracket,
  yamlCharacter,
  yamlDirective,
  yamlEncoding,
  yamlEscape,
  yamlIndentation,
  yamlProperty,
  yamlQuote,
  yamlSyntax,
  yamlTab,
  yamlTag,
]
