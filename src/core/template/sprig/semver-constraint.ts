/** Constraints on versions as Masterminds/semver (3.4) reads and checks them: `>=1.2, <2 || ~3.1`. */
import { GoRegexp } from '../../regexp/regexp.ts'
import { fail } from './parameters.ts'
import { findAll, groupText } from './regex-search.ts'
import { comparePrereleases, compareVersions, parseVersion, type Version } from './semver-version.ts'

/** One comparison; what `x`, `*` or nothing stands for is left open. */
interface Constraint {
  readonly operator: string
  readonly version: Version
  /** The first part that is open. */
  readonly open: 'major' | 'minor' | 'patch' | undefined
}

const number = '[0-9|xX*]+'
const identifiers = '[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*'
const version = `v?(?:${number})(?:\\.${number})?(?:\\.${number})?(?:-${identifiers})?(?:\\+${identifiers})?`
const operators = '=||!=|>|<|>=|=>|<=|=<|~|~>|\\^'
const space = '[\\t\\n\\f\\r ]'
const parts = `v?(${number})(\\.${number})?(\\.${number})?((?:-${identifiers})?)(?:\\+${identifiers})?`

/** Linear-time patterns: a long text of blanks must not hang a boot. */
const compiled = new Map<string, GoRegexp>()

function regexp(pattern: string): GoRegexp {
  const known = compiled.get(pattern) ?? new GoRegexp(pattern)
  compiled.set(pattern, known)
  return known
}

/** Whether a version satisfies the constraints. Fails when they are none. */
export function satisfies(text: string, version: Version): boolean {
  const groups = withoutRanges(text).split('||').map(parseGroup)
  return groups.some((group) => {
    const prereleases = group.some((constraint) => constraint.version.prerelease !== '')
    if (version.prerelease !== '' && !prereleases) return false
    return group.every((constraint) => check(version, constraint))
  })
}

/** `1.2 - 1.4.5` means `>= 1.2, <= 1.4.5`. */
function withoutRanges(text: string): string {
  const pattern = `${space}*(${version})${space}+-${space}+(${version})${space}*`
  return findAll(regexp(pattern), text).reduce((rewritten, match) => {
    const [range = '', from = '', to = ''] = [0, 1, 2].map((group) => groupText(text, match, group))
    return rewritten.replace(range, () => `>= ${from}, <= ${to} `)
  }, text)
}

/** Comparisons that must all hold, with blanks or commas between. */
function parseGroup(text: string): readonly Constraint[] {
  const one = `(?:${operators})${space}*(?:${version})`
  const valid = `^${space}*${one}${space}*(?:(?:${space}+|,${space}*)${one}${space}*)*$`
  if (!regexp(valid).matches(text)) fail(`improper constraint: ${text}`)
  return findAll(regexp(one), text).map((match) => parseConstraint(groupText(text, match, 0) ?? ''))
}

function parseConstraint(text: string): Constraint {
  const pattern = `^${space}*(${operators})${space}*(${parts})${space}*$`
  const match = regexp(pattern).find(text) ?? fail(`improper constraint: ${text}`)
  const [operator = '', whole = '', major = '', minor = '', patch = '', prerelease = ''] = [
    1, 2, 3, 4, 5, 6,
  ].map((group) => groupText(text, match, group) ?? '')
  const isOpen = (part: string): boolean => ['', 'x', 'X', '*'].includes(part.replace('.', ''))
  const open = isOpen(major) ? 'major' : isOpen(minor) ? 'minor' : isOpen(patch) ? 'patch' : undefined
  const written = {
    major: `0.0.0${prerelease}`,
    minor: `${major}.0.0${prerelease}`,
    patch: `${major}${minor}.0${prerelease}`,
  }
  return { operator, open, version: parseConstraintVersion(open === undefined ? whole : written[open]) }
}

function parseConstraintVersion(text: string): Version {
  try {
    return parseVersion(text)
  } catch {
    return fail('constraint parser error')
  }
}

function check(version: Version, constraint: Constraint): boolean {
  const { version: other, open } = constraint
  switch (constraint.operator) {
    case '!=':
      return differs(version, constraint)
    case '>':
      return isGreater(version, constraint)
    case '<':
      return compareVersions(version, other) < 0
    case '>=':
    case '=>':
      return compareVersions(version, other) >= 0
    case '<=':
    case '=<':
      return isNotGreater(version, constraint)
    case '~':
    case '~>':
      return isNear(version, constraint)
    case '^':
      return isCompatible(version, constraint)
    default:
      return open === undefined ? compareVersions(version, other) === 0 : isNear(version, constraint)
  }
}

function differs(version: Version, { version: other, open }: Constraint): boolean {
  if (open === undefined) return compareVersions(version, other) !== 0
  if (other.major !== version.major) return true
  if (open === 'minor') return false
  if (other.minor !== version.minor) return true
  if (open === 'major') return other.patch !== version.patch || compareVersions(version, other) !== 0
  return comparePrereleases(version.prerelease, other.prerelease) !== 0
}

/** An open part counts as its greatest value: 11.1 is not greater than 11. */
function isGreater(version: Version, { version: other, open }: Constraint): boolean {
  if (open !== undefined && version.major !== other.major) return version.major > other.major
  if (open === 'minor') return false
  if (open === 'patch') return version.minor > other.minor
  return compareVersions(version, other) > 0
}

function isNotGreater(version: Version, { version: other, open }: Constraint): boolean {
  if (open === undefined) return compareVersions(version, other) <= 0
  if (version.major !== other.major) return version.major < other.major
  return open === 'minor' || version.minor <= other.minor
}

/** `~1.2.3`: from there on within 1.2. */
function isNear(version: Version, { version: other, open }: Constraint): boolean {
  if (compareVersions(version, other) < 0) return false
  const isZero = other.major === 0n && other.minor === 0n && other.patch === 0n
  if (isZero && open !== 'minor' && open !== 'patch') return true
  return version.major === other.major && (version.minor === other.minor || open === 'minor')
}

/** `^1.2.3`: from there on up to the next change of the first number that is not zero. */
function isCompatible(version: Version, { version: other, open }: Constraint): boolean {
  if (compareVersions(version, other) < 0) return false
  if (other.major > 0n || open === 'minor') return version.major === other.major
  if (version.major > 0n) return false
  if (other.minor > 0n || open === 'patch') return version.minor === other.minor
  if (version.minor > 0n) return false
  return version.patch === other.patch
}
