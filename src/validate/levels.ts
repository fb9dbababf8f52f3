import { suggest } from '../core/config/suggest.ts'
import type { Severity } from '../core/report/diagnostic.ts'
import { rules } from './rules/index.ts'

/** What can be said of a rule on the command line and in a project file. */
export const levelNames = ['off', 'warn', 'error'] as const
export type Level = (typeof levelNames)[number]

/** Rule to level; those that are not named keep their own. */
export type Levels = ReadonlyMap<string, Level>

/** The severity of a finding under the levels; undefined when its rule is off. */
export function gradedBy(levels: Levels, rule: string, severity: Severity): Severity | undefined {
  switch (levels.get(rule)) {
    case undefined:
      return severity
    case 'off':
      return undefined
    case 'warn':
      return 'warning'
    case 'error':
      return 'error'
  }
}

/** Findings that come from reading, for which there is no example file: rule id to summary. */
export const readingRules: Readonly<Record<string, string>> = {
  defect: 'cos-config itself has a defect.',
  'excessive-aliases': 'Aliases of aliases make so much of a text that nothing reads it.',
  'linked-folder': 'A folder is a link, and what is behind it is not read.',
  'no-configuration': 'Nothing was found to check.',
  'project-file': 'The project file .cos-config.yaml is not understood.',
  'source-missing': 'A file or folder that was named does not exist.',
  'unreadable-file': 'A file or folder cannot be read.',
  'yaml-depth': 'Values are nested too deeply to be read.',
  'yaml-size': 'A text is too large to be read.',
}

/** The names of everything that `validate` can find. */
export function ruleNames(): readonly string[] {
  return [...rules.map(({ id }) => id), ...Object.keys(readingRules)]
}

/** What to say of a name that is no rule's; undefined when it is one. */
export function unknownRule(name: string): string | undefined {
  const names = ruleNames()
  if (names.includes(name)) return undefined
  const near = suggest(name, names)
  return near === undefined ? 'the reference lists all rules' : `did you mean \`${near}\`?`
}

/** Whether a word is a level. */
export function isLevel(word: string): word is Level {
  return (levelNames as readonly string[]).includes(word)
}
