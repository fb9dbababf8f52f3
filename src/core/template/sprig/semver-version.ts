/** Versions as Masterminds/semver (3.4) reads and orders them. */
import { compareBytes } from '../../go-string.ts'
import { GoFunctionError } from '../values.ts'

export interface Version {
  readonly major: bigint
  readonly minor: bigint
  readonly patch: bigint
  /** Without its hyphen; empty for a release. */
  readonly prerelease: string
  /** Without its plus sign. */
  readonly metadata: string
  /** As it was written. */
  readonly original: string
}

const identifiers = '[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*'
const pattern = new RegExp(
  `^v?([0-9]+)(?:\\.([0-9]+))?(?:\\.([0-9]+))?(?:-(${identifiers}))?(?:\\+(${identifiers}))?$`,
)
const largest = (1n << 64n) - 1n

/** Reads a version loosely: minor and patch may be missing, a `v` may stand before, numbers may start with zeros. */
export function parseVersion(text: string): Version {
  const match = pattern.exec(text)
  if (match === null) throw new GoFunctionError('invalid semantic version')
  const [, major = '', minor = '', patch = '', prerelease = '', metadata = ''] = match
  const version = {
    major: segment(major),
    minor: segment(minor),
    patch: segment(patch),
    prerelease,
    metadata,
    original: text,
  }
  if (prerelease !== '') checkPrerelease(prerelease)
  return version
}

function segment(digits: string): bigint {
  const value = BigInt(digits === '' ? '0' : digits)
  if (value > largest) throw new GoFunctionError(`error parsing version segment: ${digits} is out of range`)
  return value
}

/** Dot-separated identifiers of letters, digits and hyphens; a number has no leading zero. */
export function checkPrerelease(text: string): void {
  checkIdentifiers(text, 'prerelease')
  if (text.split('.').some((part) => /^0[0-9]+$/.test(part))) {
    throw new GoFunctionError('version segment starts with 0')
  }
}

export function checkMetadata(text: string): void {
  checkIdentifiers(text, 'metadata')
}

function checkIdentifiers(text: string, what: string): void {
  if (!text.split('.').every((part) => /^[0-9A-Za-z-]+$/.test(part))) {
    throw new GoFunctionError(`invalid ${what} string`)
  }
}

/** `1.2.3-rc.1+build`, complete and without a `v`. */
export function versionText({ major, minor, patch, prerelease, metadata }: Version): string {
  const suffix = (prerelease === '' ? '' : `-${prerelease}`) + (metadata === '' ? '' : `+${metadata}`)
  return `${major}.${minor}.${patch}${suffix}`
}

/** -1, 0 or 1; metadata does not count, a prerelease comes before its release. */
export function compareVersions(a: Version, b: Version): number {
  const order =
    compareNumbers(a.major, b.major) || compareNumbers(a.minor, b.minor) || compareNumbers(a.patch, b.patch)
  if (order !== 0 || a.prerelease === b.prerelease) return order
  if (a.prerelease === '') return 1
  return b.prerelease === '' ? -1 : comparePrereleases(a.prerelease, b.prerelease)
}

/** Part by part: numbers by value and before words, a shorter one first. */
export function comparePrereleases(a: string, b: string): number {
  const parts = a.split('.')
  const others = b.split('.')
  for (let i = 0; i < Math.max(parts.length, others.length); i++) {
    const order = compareParts(parts[i] ?? '', others[i] ?? '')
    if (order !== 0) return order
  }
  return 0
}

function compareParts(a: string, b: string): number {
  if (a === b) return 0
  if (a === '') return -1
  if (b === '') return 1
  const numbers = [a, b].map((part) =>
    /^[0-9]+$/.test(part) && BigInt(part) <= largest ? BigInt(part) : undefined,
  )
  const [x, y] = numbers
  if (x === undefined && y === undefined) return Math.sign(compareBytes(a, b))
  if (x === undefined) return 1
  if (y === undefined) return -1
  return x > y ? 1 : -1
}

function compareNumbers(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0
}
